-- Everything due to the $2 addresses that have waited longest, so that it can go in one letter.
select
    id, stream, version, recipient, urgency, attempts, created_at, deliver_after, letter,
    body::text as body
from notice
where channel = 'mail' and next_attempt_at <= $1
    and recipient in (
        select recipient
        from notice
        where channel = 'mail' and next_attempt_at <= $1
        group by recipient
        order by min(next_attempt_at)
        limit $2
    )
order by at, stream, version
for update skip locked
