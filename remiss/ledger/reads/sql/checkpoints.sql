-- name: checkpoints
select number, at, body::text as body from checkpoint order by number

-- name: checkpoints_up_to
select number, at, body::text as body from checkpoint where number <= $1 order by number

-- name: list_checkpoints
-- Checkpoints, newest first. $1: only those of numbers below it; $2: how many.
select number::text as id, at, (body -> 'checkpoint')::text as body
from checkpoint
where $1::int is null or number < $1
order by number desc
limit $2

-- name: checkpoint
select body::text as body from checkpoint where number = $1

-- name: checkpoint_over
-- The first checkpoint that signed a chain at an event or beyond; $1: the stream, $2: its version.
select c.number, c.at
from signed_head h
join checkpoint c using (number)
where h.stream = $1 and h.version >= $2
    and exists (select from event where stream = $1 and version = $2)
order by c.number
limit 1

-- name: covering_checkpoint
-- The checkpoint that signed the newest event of a stream ($1), or a later one that is gone.
select
    c.number,
    c.at,
    c.body -> 'checkpoint' -> 'statement' ->> 'root' as root,
    c.body -> 'checkpoint' ->> 'key' as key,
    h.version,
    h.hash
from signed_head h
join checkpoint c using (number)
where h.stream = $1
    and h.version >= (select max(version) from event where stream = $1)
order by h.version desc, h.number desc
limit 1
