-- name: streams
select distinct stream as id from event where stream > $1 order by id limit $2

-- name: known_streams
-- Also those of which only read rows are left.
select stream as id from event where stream > $1
union
select id from consultation where id > $1
order by id limit $2

-- name: chain
select
    stream, version, type, at, actor, agency, command_id,
    body::text as body, previous_hash, hash
from event
where stream = $1
order by version

-- name: known_version
select version from consultation where id = $1

-- name: rows_differ
select
    (select c from consultation as c where id = $1)
        is distinct from jsonb_populate_record(null::consultation, $2::jsonb)
    or (select array_agg(r order by agency) from request as r where consultation = $1)
        is distinct from (
            select array_agg(r order by agency)
            from jsonb_populate_recordset(null::request, $3::jsonb) as r
        )

-- name: clear_rows
-- Readers keep the old rows until the new ones are committed; TRUNCATE would not do that. Every
-- append touches both tables, so a lock on one makes it wait, and a second could deadlock.
lock table consultation in share row exclusive mode;
delete from request;
delete from consultation;

-- name: cut_short
-- A case whose rows come after its last event: something was cut off.
select id, version
from consultation as c
where version > coalesce((select max(e.version) from event as e where e.stream = c.id), 0)
limit 1
