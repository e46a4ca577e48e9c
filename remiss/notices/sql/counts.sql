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
