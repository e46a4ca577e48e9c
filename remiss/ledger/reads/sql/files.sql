-- name: file_named
-- Whether a case names file $1 where the caller may read it. A version of the draft, and the final
-- text: to everyone on the case. The attachments of a reply, its sealed copy, or those of an answer to a clarification: to
-- the agency it is from or for ($3: the caller's), to all asked where the answer is shared, the drafters
-- ($2: the caller's agency) and who sees every case (both null). A reply that is not signed: where $4
-- says that the caller reads what is inside. Nothing of a case to which the agency $5 is a party, or null.
select exists (
    select from event e
    join consultation c on c.id = e.stream
    where (
        (
            e.type in ('consultation_opened', 'draft_amended', 'draft_file_replaced')
            and e.body #>> '{event,draft,sha256}' = $1
        ) or (
            e.type = 'final_text_recorded'
            and e.body #>> '{event,file,sha256}' = $1
        )
    )
        and ($2::text is null or c.drafting_agency = $2)
        and ($5::text is null or c.drafting_agency <> $5 and not c.asked @> array[$5])
        and ($3::text is null or exists (
            select from request r where r.consultation = c.id and r.agency = $3
        ))
) or exists (
    select from event e
    join consultation c on c.id = e.stream
    where (
        (
            e.type in ('reply_received', 'reply_drafted', 'correction_received')
            and e.body -> 'event' -> 'reply' -> 'attachments' ? $1
        ) or (
            e.type = 'clarification_answered'
            and e.body -> 'event' -> 'attachments' ? $1
        ) or (
            e.type = 'reply_letter_recorded'
            and e.body -> 'event' -> 'attachments' ? $1
        )
    )
        and (e.type <> 'reply_drafted' or $4::boolean)
        and ($2::text is null or c.drafting_agency = $2)
        and ($5::text is null or c.drafting_agency <> $5 and not c.asked @> array[$5])
        and (
            $3::text is null
            or e.agency = $3
            or (e.type = 'clarification_answered' and (e.body #>> '{event,shared}')::boolean
                and exists (
                    select from request r where r.consultation = c.id and r.agency = $3
                ))
        )
) as named

-- name: concluded_naming
-- The cases that are concluded, in which agency $2 was asked and any agency sent file $1 with a reply, a
-- correction or a sealed copy. Whether $2 may read that one, its case says.
select distinct e.stream from event e
join consultation c on c.id = e.stream
where (
    (
        e.type in ('reply_received', 'correction_received')
        and e.body -> 'event' -> 'reply' -> 'attachments' ? $1
    ) or (
        e.type = 'reply_letter_recorded'
        and e.body -> 'event' -> 'attachments' ? $1
    )
)
    and c.stage in ('concluded', 'archived')
    and c.asked @> array[$2::text]
order by e.stream
