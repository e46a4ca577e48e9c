-- name: stream
-- The events of case $1 after version $2, and up to version $3 where one is named.
select version, body::text as body, hash
from event
where stream = $1 and version > $2 and ($3::int is null or version <= $3)
order by version

-- name: events_of_cases
-- The events of the cases after $1 and up to $2, case by case.
select stream, version, body::text as body
from event
where stream > $1 and stream <= $2
order by stream, version

-- name: events_of
-- As `events_of_cases`, those of the cases $1.
select stream, version, body::text as body
from event
where stream = any($1::text[])
order by stream, version

-- name: event_stored
select 1 from event where stream = $1 and version = $2

-- name: events_of_command
select version, type, body::text as body from event
where stream = $1 and command_id = any($2::text[]) order by version

-- name: running_streams
-- The events of the $2 running cases after the id $1, case by case.
select e.stream, e.version, e.body::text as body
from (
    select id from consultation
    where stage in ('open', 'suspended') and id > $1
    order by id
    limit $2
) as running
join event as e on e.stream = running.id
order by e.stream, e.version

-- name: ping
-- Answers only where the ledger's tables are in place.
select count(*) from (select 1 from event limit 1) as any_event
