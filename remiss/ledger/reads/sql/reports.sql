-- name: recorded_between
select min(at) as first, max(at) as last from event

-- name: list_reports
-- The reports of working mornings, newest first. $1: only those of days before it; $2: how many.
select
    day::text as id,
    made_at as at,
    day,
    made_at,
    jsonb_array_length(body #> '{office,overdue}') as overdue,
    jsonb_array_length(body #> '{office,stalled}') as stalled,
    case
        when chairman_docx is null then 0
        else jsonb_array_length(body #> '{chairman,overdue}')
            + jsonb_array_length(body #> '{chairman,stalled}')
    end as to_chairman
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

-- name: open_case_events
-- What was known at $1 of every case open then: its events up to that moment, in order.
select e.stream, e.version, e.body::text as body
from event e
join consultation c on c.id = e.stream
where c.opened_at <= $1
    and (c.closed_at is null or c.closed_at > $1)
    and e.at <= $1
order by e.stream, e.version

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
