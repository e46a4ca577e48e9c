select
    id, stream, version, recipient, urgency, attempts, created_at, deliver_after, letter,
    body::text as body
from notice
where channel = 'webhook' and next_attempt_at <= $1
order by next_attempt_at
limit $2
for update skip locked
