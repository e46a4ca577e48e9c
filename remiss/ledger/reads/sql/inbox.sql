-- Requests of agency $1 at stages $2, soonest due first. In a case that is over, only settled ones.
select
    c.id,
    r.due_at,
    jsonb_build_object(
        'consultation', c.id,
        'case_stage', c.stage,
        'subject', c.subject,
        'kind', c.kind,
        'urgency', c.urgency,
        'drafting_agency', c.drafting_agency,
        'officer_name', c.officer_name,
        'request', to_jsonb(r) - 'consultation'
    ) as body
from request r
join consultation c on c.id = r.consultation
where r.agency = $1
    and r.stage = any($2::text[])
    and (c.stage in ('open', 'suspended') or r.settled_at is not null)
    and ($3::timestamptz is null or r.due_at > $3 or (r.due_at = $3 and c.id > $4))
order by r.due_at, c.id
limit $5
