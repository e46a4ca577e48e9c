-- name: lock_overrides
-- One writer at a time, until the transaction ends; readers are not kept waiting. Not a lock on the
-- table, which takes rights the service does not have. The number is only a name for the lock.
select pg_advisory_xact_lock(7204520)

-- name: record_overrides
-- The days of one command, each as the next record of its date.
insert into calendar_override (
    date, ordinal, kind, name_vi, name_en, part, territory,
    legal_basis, reason, recorded_by, recorded_by_name, recorded_at, command_id
)
select
    given.date,
    row_number() over (partition by given.date order by given.place)
    + (select count(*) from calendar_override as before where before.date = given.date),
    given.kind, given.name_vi, given.name_en, given.part, given.territory,
    $7, $8, $9, $10, $11, $12
from unnest($1::date[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
    with ordinality as given (date, kind, name_vi, name_en, part, territory, place)
order by given.place
