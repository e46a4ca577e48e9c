-- Notices that go out, newest first. $1: the states to list.
select
    n.id,
    n.created_at,
    jsonb_build_object(
        'id', n.id,
        'created_at', n.created_at,
        'channel', n.channel,
        'recipient', n.recipient,
        'kind', n.kind,
        'at', n.at,
        'consultation', n.stream,
        'version', n.version,
        'status', n.status,
        'attempts', n.attempts,
        'deliver_after', n.deliver_after,
        'next_attempt_at', n.next_attempt_at,
        'sent_at', n.sent_at,
        'last_error', n.last_error
    ) as body
from notice n
where n.channel <> 'inbox'
    and n.status = any($1::text[])
    and ($2::timestamptz is null or n.created_at < $2 or (n.created_at = $2 and n.id < $3))
order by n.created_at desc, n.id desc
limit $4
