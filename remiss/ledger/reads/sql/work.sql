-- name: inbox
-- Requests of agency $1 at stages $2, soonest due first. In a case that is over, only settled ones.
-- $3: on whose desk they lie, or null for all; with $4 also those that wait for any head there.
-- $5: whether these stages are outcomes, or null where some are.
select
    c.id,
    r.due_at as at,
    jsonb_build_object(
        'consultation', c.id,
        'case_stage', c.stage,
        'subject', c.subject,
        'kind', c.kind,
        'urgency', c.urgency,
        'drafting_agency', c.drafting_agency,
        'officer_name', c.officer_name,
        'facts', c.facts,
        'recorded_at', e.at,
        'request', to_jsonb(r) - '{consultation,words,in_progress,stalls_from,by_task,moves_by}'::text[]
    )::text as body
from request r
join consultation c on c.id = r.consultation
join event e on e.stream = c.id and e.version = c.version
where r.agency = $1
    and r.stage = any($2::text[])
    and (c.stage in ('open', 'suspended') or r.settled_at is not null)
    and (
        $3::text is null
        or r.desk -> 'person' ->> 'id' = $3
        or ($4::boolean and r.desk ->> 'task' is not null and r.desk ->> 'person' is null)
    )
    and ($5::boolean is null or (r.settled_at is not null) = $5)
    and ($6::timestamptz is null or r.due_at > $6 or (r.due_at = $6 and r.consultation > $7))
order by r.due_at, r.consultation
limit $8

-- name: awaited
-- Running cases of drafting agency $1, newest first, each with the $3 of its open requests that are due
-- first, and how many more there are. $2: the officer in charge, or null for all.
select
    c.id,
    c.opened_at as at,
    jsonb_build_object(
        'consultation', c.id,
        'case_stage', c.stage,
        'subject', c.subject,
        'officer_name', c.officer_name,
        'facts', c.facts,
        'recorded_at', e.at,
        'requests', coalesce(r.soonest, '[]'),
        'others', coalesce(r.open - cardinality(r.places), 0)
    )::text as body
from consultation c
join event e on e.stream = c.id and e.version = c.version
cross join lateral (
    select
        max(f.open) as open,
        array_agg(f.place) as places,
        jsonb_agg(
            to_jsonb(f) - '{consultation,words,in_progress,stalls_from,by_task,moves_by,open,place}'::text[] order by f.place
        ) as soonest
    from (
        select
            q.*,
            count(*) over () as open,
            row_number() over (order by q.due_at, q.agency) as place
        from request q
        where q.consultation = c.id and q.settled_at is null
    ) as f
    where f.place <= $3
) as r
where c.drafting_agency = $1
    and c.stage = 'open'
    and ($2::text is null or c.officer = $2)
    and ($4::timestamptz is null or c.opened_at < $4 or (c.opened_at = $4 and c.id > $5))
order by c.opened_at desc, c.id
limit $6

-- name: tasks
-- What waits in cases, soonest due first; what has no due time comes last, under year 9999.
-- $1: who decides (officer, head, office). $2: the agency drafted for, or null for all; $3: the officer in
-- charge, or null for all. $4: an agency whose people decide on no request to it and in no case of it, or null.
-- What a row says besides is read of those on the page alone: an officer may have thousands of tasks.
with waiting as (
    select
        c.id,
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
        and t.task ->> 'holder' = any($1::text[])
        and ($2::text is null or c.drafting_agency = $2)
        and ($3::text is null or c.officer = $3)
        and ($4::text is null or (t.task ->> 'agency' <> $4 and c.drafting_agency <> $4))
        and ('office' <> all($1::text[]) or c.tasks @> '[{"holder": "office"}]')
),

soonest as (
    select *
    from waiting w
    where $5::timestamptz is null or w.due > $5 or (w.due = $5 and w.place > $6)
    order by w.due, w.place
    limit $7
)

select
    w.due as at,
    w.place as id,
    jsonb_build_object(
        'consultation', c.id,
        'subject', c.subject,
        'kind', c.kind,
        'urgency', c.urgency,
        'drafting_agency', c.drafting_agency,
        'officer_name', c.officer_name,
        'agency_name', r.agency_name,
        'task', w.task,
        'facts', c.facts,
        'case_stage', c.stage,
        'recorded_at', e.at,
        'request', to_jsonb(r) - '{consultation,words,in_progress,stalls_from,by_task,moves_by}'::text[]
    )::text as body
from soonest w
join consultation c on c.id = w.id
join request r on r.consultation = w.id and r.agency = w.task ->> 'agency'
join event e on e.stream = c.id and e.version = c.version
order by w.due, w.place

-- name: calendars_of_cases
-- The calendar of each version of $1, from an event that brought it.
select v.version, e.calendar
from unnest($1::text[]) as v (version)
cross join lateral (
    select (body #> '{event,calendar}')::text as calendar
    from event
    where type in ('consultation_opened', 'calendar_changed')
        and body #>> '{event,calendar,version}' = v.version
    limit 1
) as e
