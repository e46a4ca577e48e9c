-- Whether a case names file $1 where the caller may read it: its draft, or a reply. Drafters see
-- signed replies ($2: their agency), agencies their own ($3: theirs); both null: anyone's.
select exists (
    select from consultation c
    where c.draft_sha256 = $1
        and ($2::text is null or c.drafting_agency = $2)
        and ($3::text is null or exists (
            select from request r where r.consultation = c.id and r.agency = $3
        ))
) or exists (
    select from event e
    join consultation c on c.id = e.stream
    where e.type in ('reply_received', 'reply_drafted')
        and e.body -> 'event' -> 'reply' -> 'attachments' ? $1
        and ($2::text is null or (c.drafting_agency = $2 and e.type = 'reply_received'))
        and ($3::text is null or e.agency = $3)
) as named
