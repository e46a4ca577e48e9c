-- Cases, newest first. $1: the agency the caller drafts for; $2: the agency the caller answers for;
-- both null: every case. Filters on requests look only at those the caller may see.
select
    to_jsonb(c) || jsonb_build_object('requests', (
        select coalesce(jsonb_agg(to_jsonb(r) - 'consultation' order by r.agency), '[]')
        from request r
        where r.consultation = c.id
    )) as body
from consultation c
where ($1::text is null or c.drafting_agency = $1)
    and ($2::text is null or exists (
        select from request r where r.consultation = c.id and r.agency = $2
    ))
    and ($3::text is null or c.stage = $3)
    and ($4::text is null or c.officer = $4)
    and ($5::text is null or position(lower($5) in lower(c.subject)) > 0)
    and ($6::text is null or exists (
        select from request r
        where r.consultation = c.id and r.agency = $6 and ($2::text is null or r.agency = $2)
    ))
    and ($7::boolean is null or $7 = (c.stage = 'open' and exists (
        select from request r
        where r.consultation = c.id and r.overdue and r.settled_at is null
            and ($2::text is null or r.agency = $2)
            and ($6::text is null or r.agency = $6)
    )))
    and ($8::timestamptz is null or c.opened_at < $8 or (c.opened_at = $8 and c.id > $9))
order by c.opened_at desc, c.id
limit $10
