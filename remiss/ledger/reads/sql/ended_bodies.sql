-- name: open_with_ended
-- What still runs with bodies that are none of $1: what they were asked, and what they draft. Bodies
-- with a code of $2 stand in no registry.
select
    c.id as consultation,
    c.subject,
    c.drafting_agency,
    c.officer_name,
    r.agency,
    r.agency_name,
    r.stage,
    r.questions,
    r.due_at
from request r
join consultation c on c.id = r.consultation
where c.stage in ('open', 'suspended') and r.settled_at is null
    and r.agency <> all ($1::text[]) and not starts_with(r.agency, $2)

union all

select
    c.id,
    c.subject,
    c.drafting_agency,
    c.officer_name,
    c.drafting_agency,
    null,
    null,
    '{}'::text[],
    null
from consultation c
where c.stage in ('open', 'suspended') and c.drafting_agency <> all ($1::text[])
order by agency, due_at nulls first, consultation
