-- name: outbox_signs
-- What stands still between events and people, as far as the database tells, at the moment $1.
select
    p.transaction_id > pg_snapshot_xmax(pg_current_snapshot()) as ahead,
    (
        select min(e.recorded_at)
        from event e
        where (e.transaction_id, e.position) > (p.transaction_id, p.position)
            or p.transaction_id > pg_snapshot_xmax(pg_current_snapshot())
                and e.recorded_at > coalesce(
                    (select max(created_at) from notice), '-infinity'::timestamptz
                )
    ) as untold_since
from notice_place p

-- name: delivery_signs
-- Of mail and webhooks: how many wait although they are due, and how many fail, each since when; and
-- how many nothing more is tried with, of those made within a week and not sent again.
select
    channel,
    count(*) filter (where waits) as waiting,
    min(next_attempt_at) filter (where waits) as waiting_since,
    count(*) filter (where fails) as failing,
    min(created_at) filter (where fails) as failing_since,
    count(*) filter (where lost) as lost,
    min(created_at) filter (where lost) as lost_since
from (
    select
        n.channel,
        n.next_attempt_at,
        n.created_at,
        n.status = 'waiting' and n.next_attempt_at < $1::timestamptz - interval '10 minutes' as waits,
        n.status = 'failed' and n.next_attempt_at is not null and n.attempts > 1 as fails,
        n.status in ('failed', 'bounced')
            and n.next_attempt_at is null
            and n.created_at > $1::timestamptz - interval '7 days'
            and not exists (
                select from notice m
                where m.channel = n.channel and m.stream = n.stream and m.version = n.version
                    and m.again > n.again
            ) as lost
    from notice n
    where n.channel <> 'inbox' and (n.next_attempt_at is not null or n.status <> 'sent')
) as outgoing
group by channel
order by channel

-- name: checkpoint_signs
-- Since when events are there that came after the newest checkpoint; null where none was ever made.
select min(e.recorded_at) as since
from event e
where e.recorded_at > (select max(at) from checkpoint)

-- name: running_cases
-- Cases that should have a run, after $1, whose newest event is older than a minute.
select c.id
from consultation c
where c.id > $1
    and c.stage in ('open', 'suspended', 'concluded')
    and exists (
        select from event e
        where e.stream = c.id and e.version = c.version
            and e.recorded_at < now() - interval '1 minute'
    )
order by c.id
limit $2
