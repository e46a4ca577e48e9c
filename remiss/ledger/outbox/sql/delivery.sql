-- name: now
select now()

-- name: due_mail
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

-- name: due_webhooks
select
    id, stream, version, recipient, urgency, attempts, created_at, deliver_after, letter,
    body::text as body
from notice
where channel = 'webhook' and next_attempt_at <= $1
order by next_attempt_at
limit $2
for update skip locked

-- name: recent_mail
-- How many letters these addresses got since $2, and when the first of them went out.
select recipient, count(distinct letter) as letters, min(sent_at) as first_at
from notice
where channel = 'mail' and recipient = any($1::text[]) and sent_at > $2
group by recipient

-- name: postpone
update notice set deliver_after = $2, next_attempt_at = $2 where id = any($1::text[])

-- name: begin_attempt
-- An attempt begins. Until $3 nobody else tries.
update notice set letter = $2, next_attempt_at = $3, attempts = attempts + 1
where id = any($1::text[])

-- name: sent
update notice set status = 'sent', sent_at = $2, next_attempt_at = null
where id = any($1::text[]) and sent_at is null

-- name: not_sent
update notice set status = $2, last_error = $3, next_attempt_at = $4
where id = any($1::text[]) and sent_at is null
