-- How many letters these addresses got since $2, and when the first of them went out.
select recipient, count(distinct letter) as letters, min(sent_at) as first_at
from notice
where channel = 'mail' and recipient = any($1::text[]) and sent_at > $2
group by recipient
