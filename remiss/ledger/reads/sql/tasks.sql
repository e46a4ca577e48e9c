-- What waits in cases, soonest due first; what has no due time comes last, under year 9999.
-- $1: who decides (officer, office). $2: the agency drafted for, or null for all; $3: the officer in
-- charge, or null for all. $4: an agency whose own requests its people do not decide on, or null.
with waiting as (
    select
        c.*,
        t.task,
        coalesce((t.task ->> 'due_at')::timestamptz, '9999-12-31T00:00:00Z') as due,
        concat_ws(
            '/',
            c.id,
            t.task ->> 'agency',
            t.task ->> 'request',
            t.task ->> 'kind',
            t.task ->> 'question',
            t.task ->> 'number'
        ) as place
    from consultation c
    cross join lateral jsonb_array_elements(c.tasks) as t (task)
    where c.tasks <> '[]'
        and t.task ->> 'holder' = $1
        and ($2::text is null or c.drafting_agency = $2)
        and ($3::text is null or c.officer = $3)
        and ($4::text is null or t.task ->> 'agency' <> $4)
)

select
    w.due,
    w.place,
    jsonb_build_object(
        'consultation', w.id,
        'subject', w.subject,
        'kind', w.kind,
        'urgency', w.urgency,
        'drafting_agency', w.drafting_agency,
        'officer_name', w.officer_name,
        'agency_name', r.agency_name,
        'task', w.task
    ) as body
from waiting w
join request r on r.consultation = w.id and r.agency = w.task ->> 'agency'
where $5::timestamptz is null or w.due > $5 or (w.due = $5 and w.place > $6)
order by w.due, w.place
limit $7
