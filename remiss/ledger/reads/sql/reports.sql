-- name: recorded_between
select min(at) as first, max(at) as last from event

-- name: list_reports
-- The reports of working mornings, newest first. $1: only those of days before it; $2: how many.
select
    day::text as id,
    made_at as at,
    day,
    made_at,
    overdue,
    stalled,
    to_chairman
from report
where $1::date is null or day < $1
order by day desc
limit $2

-- name: published_report
select
    day, made_at, body::text as body, office_docx, chairman_docx, checkpoint,
    checkpoint_refused::text as checkpoint_refused
from report
where day = $1

-- name: morning_cases
-- The cases open at $1 that have to be looked into: those in which something of the kinds $2 happened
-- while a request is open, and those that went on since, whose rows say how they stand today. Without
-- an id: how many others run, and how many of their requests are open.
with open_then as (
    select
        c.id,
        c.stage,
        coalesce(pending.requests, 0) as requests,
        went_on.stream is not null as later,
        told.stream is not null as stalls
    from consultation as c
    left join (
        select consultation, count(*) as requests
        from request
        where settled_at is null
        group by consultation
    ) as pending on pending.consultation = c.id
    left join (select distinct stream from event where at > $1) as went_on
        on went_on.stream = c.id
    left join (
        select distinct stream from event where type = any($2::text[]) and at <= $1
    ) as told on told.stream = c.id
    where c.opened_at <= $1 and (c.closed_at is null or c.closed_at > $1)
),
looked_into as (
    select *, later or (stalls and requests > 0) as chosen from open_then
)
select id, null::bigint as cases, null::bigint as requests from looked_into where chosen
union all
select null, count(*), coalesce(sum(requests), 0)::bigint
from looked_into
where not chosen and stage = 'open'
order by id

-- name: known_events
-- What was known at $2 of the cases $1: their events up to that moment, in order.
select stream, version, body::text as body
from event
where stream = any($1::text[]) and at <= $2
order by stream, version

-- name: undelivered_mail
-- Mail about the cases $2 that should have gone out before $1 and had not arrived by then: how many
-- letters to each agency asked, and since when.
select n.stream, told.agency, count(*) as letters, min(n.deliver_after) as since
from notice n
cross join lateral (
    select distinct each -> 'addressee' ->> 'agency' as agency
    from jsonb_array_elements(n.body) as each
) as told
where n.channel = 'mail'
    and n.stream = any($2::text[])
    and n.created_at <= $1
    and n.deliver_after < $1
    and (n.sent_at is null or n.sent_at > $1)
    and told.agency is not null
group by n.stream, told.agency

-- name: cases_of_party
-- Of the cases $1 those to which the agency $2 is a party.
select id
from consultation
where id = any($1::text[]) and (drafting_agency = $2 or asked @> array[$2])
