-- name: hold_rebuilding
-- One at a time, until the transaction ends. The number is only a name for the lock.
select pg_advisory_xact_lock(7204520)

-- name: keeps_rebuilding
-- Whether there is a place to ask in; before its migration there is none.
select to_regclass('rebuilding') is not null

-- name: ask_rebuilding
-- That the read tables are made anew, from the first case on; of no event there is nothing to make.
insert into rebuilding
select from (select from event limit 1) as any_event
on conflict (one) do update set reached = ''

-- name: begin_rebuilding
-- As `ask_rebuilding`, where nobody asked before; and from which case it goes on.
insert into rebuilding default values
on conflict (one) do update set reached = rebuilding.reached
returning reached

-- name: is_rebuilding
select exists (select from rebuilding)

-- name: reach_rebuilding
update rebuilding set reached = $1

-- name: end_rebuilding
delete from rebuilding

-- name: cut_short
-- A case whose rows come after its last event: something was cut off.
select id, version
from consultation as c
where version > coalesce((select max(e.version) from event as e where e.stream = c.id), 0)
limit 1

-- name: hold_cases
-- Whoever appends to one of the cases $1 waits for the end of this transaction before its rows change.
select id from consultation where id = any($1::text[]) order by id for update

-- name: last_versions
select stream, max(version) as version from event where stream = any($1::text[]) group by stream

-- name: parts_kept
select consultation, agency from case_score where consultation = any($1::text[])

-- name: replace_rows
-- What makes room for rows of the cases $1: nothing of a request stays, and any version is newer.
with emptied as (
    delete from request where consultation = any($1::text[])
)
update consultation set version = 0 where id = any($1::text[])

-- name: drop_parts
delete from case_score
using unnest($1::text[], $2::text[]) as part (consultation, agency)
where case_score.consultation = part.consultation and case_score.agency = part.agency

-- name: drop_stray_parts
-- Of no case: nobody counts them.
delete from case_score as s
where not exists (select from consultation as c where c.id = s.consultation)

-- name: hold_rows
-- Every append touches both tables, so a lock on one makes it wait, and a second could deadlock.
lock table consultation in share row exclusive mode

-- name: clear_sums
delete from scorecard
