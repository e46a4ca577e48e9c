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
-- Of one case and one receiver only the earliest: what is still tried is overtaken by nothing newer.
select
    id, stream, version, recipient, urgency, attempts, created_at, deliver_after, letter,
    body::text as body
from notice n
where channel = 'webhook'
    and next_attempt_at <= $1
    and not exists (
        select from notice e
        where e.channel = 'webhook'
            and e.next_attempt_at is not null
            and e.recipient = n.recipient
            and e.stream = n.stream
            and e.version < n.version
    )
order by next_attempt_at
limit $2
for update skip locked

-- name: recent_mail
-- How many letters these addresses got since $2, and when the first of them went out.
select recipient, count(distinct letter) as letters, min(sent_at) as first_at
from notice
where channel = 'mail' and recipient = any($1::text[]) and sent_at > $2
group by recipient

-- name: not_arrived
-- Mail that nothing more is tried with, made since $1 and not sent again since; if $2, to that
-- address alone.
select
    id, stream, version, recipient, urgency, attempts, created_at, deliver_after, letter,
    body::text as body
from notice n
where channel = 'mail'
    and status in ('failed', 'bounced')
    and next_attempt_at is null
    and last_error is distinct from $3
    and created_at > $1
    and ($2::text is null or recipient = $2)
    and not exists (
        select from notice m
        where m.channel = 'mail' and m.stream = n.stream and m.version = n.version
            and m.again > n.again and m.body = n.body
    )
order by created_at, id

-- name: send_again
-- A row of its own, for the notice $1, to the address $2, due at $4; the one before stays.
insert into notice
select (jsonb_populate_record(n, jsonb_build_object(
    'id', $3::text, 'recipient', $2::text, 'status', 'waiting', 'attempts', 0,
    'created_at', $4::timestamptz, 'deliver_after', $4::timestamptz,
    'next_attempt_at', $4::timestamptz, 'letter', null, 'last_error', null, 'again', n.again + 1
))).*
from notice n
where id = $1
on conflict do nothing

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
