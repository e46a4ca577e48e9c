-- name: stalls
-- Requests of one `scope`, in the order of `place`. Filters, null for any: $2 the agency asked, $3 the
-- drafting agency, $4 the level reached, $5 on whose desk, $6 the kind, $7 whether overdue, $8 on a
-- morning's list from that day on. The scopes are: what stalls at $1; what is in progress and was sent
-- after $9 and no later than $10; those named in $11, as case and agency. None of a case to which the agency
-- $12 is a party, or null.
select
    s.at,
    s.id,
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
        'request', to_jsonb(r) - '{{consultation,words,in_progress,stalls_from,by_task,moves_by}}'::text[]
    )::text as body
from (
    select {place} as at, q.consultation || '/' || q.agency as id, q.consultation, q.agency
    from request q
    join consultation d on d.id = q.consultation
    where {scope}
        and ($1::timestamptz, $9::timestamptz, $10::timestamptz) is not distinct from ($1, $9, $10)
        and ($2::text is null or q.agency = $2)
        and ($3::text is null or d.drafting_agency = $3)
        and ($4::int is null or coalesce((q.facts ->> 'highest_level')::int, 0) = $4)
        and ($5::text is null or {desk} = $5)
        and ($6::text is null or d.kind = $6)
        and ($7::boolean is null or q.overdue = $7)
        and ($8::date is null or (q.overdue and q.listed_on >= $8))
        and ($11::text[] is null or q.consultation || '/' || q.agency = any($11))
        and ($12::text is null or d.drafting_agency <> $12 and not d.asked @> array[$12])
        and ($13::timestamptz is null or {place} > $13
            or ({place} = $13 and q.consultation || '/' || q.agency > $14))
    order by 1, 2
    limit $15
) as s
join request r on r.consultation = s.consultation and r.agency = s.agency
join consultation c on c.id = s.consultation
join event e on e.stream = c.id and e.version = c.version
order by s.at, s.id

-- name: stalls_counted
-- How many requests stall at $1, by level, by whose desk, and those that stand in a morning's list from
-- the day $2 on. None of a case to which the agency $3 is a party, or null.
select
    count(*) filter (where q.listed_on >= $2 and q.overdue) as new,
    coalesce((q.facts ->> 'highest_level')::int, 0) as level,
    {desk} as desk,
    count(*) as requests
from request q
where q.stalls_from <= $1
    and ($3::text is null or not exists (
        select from consultation c
        where c.id = q.consultation and (c.drafting_agency = $3 or c.asked @> array[$3])
    ))
group by 2, 3

-- name: ages_counted
-- How many requests in progress were sent in each stretch; $1: where the stretches end, latest first. None
-- of a case to which the agency $2 is a party, or null.
select
    n.place::int as place,
    (
        select count(*) from request q
        where q.in_progress
            and q.sent_at <= n.until
            and (n.since is null or q.sent_at > n.since)
            and ($2::text is null or not exists (
                select from consultation c
                where c.id = q.consultation and (c.drafting_agency = $2 or c.asked @> array[$2])
            ))
    ) as requests
from (
    select until, lead(until) over (order by place) as since, place
    from unnest($1::timestamptz[]) with ordinality as given (until, place)
) as n
order by n.place

-- name: agency_load
-- What lies with agency $1, by the official assigned (null: nobody yet): how much, since when the oldest
-- was sent, what is due first, how much is overdue, and how much waits for a signature.
select
    q.facts ->> 'official' as person,
    max(q.official) as name,
    count(*) as requests,
    min(q.due_at) as due_at,
    count(*) filter (where q.overdue) as overdue,
    count(*) filter (where q.desk ->> 'task' = 'sign') as signing,
    count(*) filter (where q.sent_at <= $2) as old
from request q
where q.agency = $1 and q.in_progress and q.holder = 'agency'
group by 1
order by requests desc, person
