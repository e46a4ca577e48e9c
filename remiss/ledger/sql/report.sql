-- name: open_case_events
-- What was known at $1 of every case open then: its events up to that moment, in order.
select e.stream, e.version, e.body::text as body
from event e
join consultation c on c.id = e.stream
where c.opened_at <= $1
    and (c.closed_at is null or c.closed_at > $1)
    and e.at <= $1
order by e.stream, e.version

-- name: publish_report
insert into report (
    day, made_at, body, office_docx, chairman_docx, checkpoint, checkpoint_refused
)
values ($1, $2, $3, $4, $5, $6, $7)

-- name: published_report
select
    day, made_at, body::text as body, office_docx, chairman_docx, checkpoint, checkpoint_refused
from report
where day = $1
