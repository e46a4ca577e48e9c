-- Checkpoints, newest first. $1: only those of numbers below it; $2: how many.
select (body -> 'checkpoint')::text as body
from checkpoint
where $1::int is null or number < $1
order by number desc
limit $2
