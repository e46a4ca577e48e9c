-- name: unfinished
-- Cases after $1 that should be running, and those of which events and rows tell different things.
select coalesce(c.id, e.stream) as id
from (select stream, max(version) as version from event group by stream) as e
full join consultation as c on c.id = e.stream
where coalesce(c.id, e.stream) > $1
    and (
        c.stage in ('open', 'suspended', 'concluded')
        or c.version is distinct from e.version
    )
order by id
limit $2

-- name: mark_reappended
-- A repeat, in whole or in part, adds nothing.
insert into reappended (stream, after_version, up_to_version, told_before)
select $1, $2, $3, $4
where not exists (
    select from reappended
    where stream = $1 and after_version <= $2 and up_to_version >= $3
)

-- name: restored_at
select max(at) from reappended

-- name: reappended
-- Events of a stream that a restored database had lost, and until when the lost one was at work.
select after_version, up_to_version, told_before from reappended where stream = $1
