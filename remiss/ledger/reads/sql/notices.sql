-- name: notices
-- What one caller is told, newest first. $1: the person; $2: their agency; $3: the parts whose
-- notices they read when nobody is named, the closest first. Of one event, the closest only; of
-- their own acts, none.
with mine as not materialized (
    select
        n.*,
        case when n.person is null then array_position($3::text[], n.part) else 0 end as distance
    from notice n
    where n.channel = 'inbox'
        and n.actor <> $1
        and (
            n.person = $1
            or (
                n.person is null
                and n.part = any($3::text[])
                and (n.agency = $2 or n.agency is null)
            )
        )
)

select
    m.id,
    m.at,
    ((m.body -> 0) - '{to,actor,by_mail,step}'::text[] || jsonb_build_object('id', m.id))::text as body
from mine m
where ($4::timestamptz is null or m.at < $4 or (m.at = $4 and m.id < $5))
    and not exists (
        select from mine o
        where o.stream = m.stream and o.version = m.version
            and (o.distance, o.id) < (m.distance, m.id)
    )
order by m.at desc, m.id desc
limit $6

-- name: deliveries
-- Notices and daily reports that go out, newest first. $1: the states to list.
with delivery as (
    select
        n.id,
        n.created_at,
        n.channel,
        n.recipient,
        n.kind,
        n.at,
        n.stream as consultation,
        n.version,
        n.status,
        n.attempts,
        n.deliver_after,
        n.next_attempt_at,
        n.sent_at,
        n.last_error
    from notice n
    where n.channel <> 'inbox' and n.status = any($1::text[])
    union all
    select
        'report-' || m.day || '-' || m.reader,
        m.created_at,
        'mail',
        m.recipient,
        'daily_report',
        r.made_at,
        null,
        null,
        m.status,
        m.attempts,
        r.made_at,
        m.next_attempt_at,
        m.sent_at,
        m.last_error
    from report_mail m
    join report r using (day)
    where m.status = any($1::text[])
)

select id, created_at as at, to_jsonb(delivery)::text as body
from delivery
where $2::timestamptz is null or created_at < $2 or (created_at = $2 and id < $3)
order by created_at desc, id desc
limit $4

-- name: told_of_case
-- Every notice of the case $1, in the order of its events.
select
    id, version, channel, recipient, kind, status, attempts, created_at, deliver_after,
    next_attempt_at, sent_at, last_error, body::text as body
from notice
where stream = $1
order by version, channel, recipient

-- name: count_deliveries
select
    channel,
    count(*) filter (where status = 'waiting') as waiting,
    count(*) filter (where status = 'sent') as sent,
    count(*) filter (where status = 'failed' and next_attempt_at is not null) as retrying,
    count(*) filter (where status = 'failed' and next_attempt_at is null) as given_up,
    count(*) filter (where status = 'bounced') as bounced
from (
    select channel, status, next_attempt_at from notice where channel <> 'inbox'
    union all
    select 'mail', status, next_attempt_at from report_mail
) as outgoing
group by channel
order by channel

-- name: not_delivered
select channel, recipient, stream, version, status, attempts, next_attempt_at, last_error
from (
    select
        channel, recipient, stream, version, status, attempts, next_attempt_at, last_error,
        created_at, id
    from notice
    where status in ('failed', 'bounced')
    union all
    select
        'mail', recipient, 'daily_report ' || day, 1, status, attempts, next_attempt_at, last_error,
        created_at, reader
    from report_mail
    where status in ('failed', 'bounced')
) as undelivered
order by created_at desc, id desc
limit $1

-- name: undelivered_of_case
-- Mail about the case $1 that nothing more is tried with, and that was not sent again since.
select n.version, n.kind, n.at, n.status, n.last_error, (n.body -> 0 -> 'addressee')::text as body
from notice n
where n.stream = $1
    and n.channel = 'mail'
    and n.status in ('failed', 'bounced')
    and n.next_attempt_at is null
    and not exists (
        select from notice m
        where m.channel = 'mail' and m.stream = n.stream and m.version = n.version
            and m.body = n.body and m.again > n.again
    )
order by n.version, n.recipient
