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
