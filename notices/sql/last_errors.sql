select channel, recipient, stream, version, status, attempts, next_attempt_at, last_error
from notice
where status in ('failed', 'bounced')
order by created_at desc, id desc
limit $1
