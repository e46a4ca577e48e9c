-- name: checkpoints
select number, at, body::text as body from checkpoint order by number

-- name: list_checkpoints
-- Checkpoints, newest first. $1: only those of numbers below it; $2: how many.
select number::text as id, at, (body -> 'checkpoint')::text as body
from checkpoint
where $1::int is null or number < $1
order by number desc
limit $2

-- name: checkpoint
select body::text as body from checkpoint where number = $1
