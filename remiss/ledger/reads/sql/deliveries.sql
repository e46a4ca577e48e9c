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

select id, created_at, to_jsonb(delivery) as body
from delivery
where $2::timestamptz is null or created_at < $2 or (created_at = $2 and id < $3)
order by created_at desc, id desc
limit $4
