-- Every notice of the case $1, in the order of its events.
select
    id, version, channel, recipient, kind, status, attempts, created_at, deliver_after,
    next_attempt_at, sent_at, last_error, body::text as body
from notice
where stream = $1
order by version, channel, recipient
