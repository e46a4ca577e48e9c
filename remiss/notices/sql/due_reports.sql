-- An attempt begins on what is due: until $2 nobody else tries it.
update report_mail m
set next_attempt_at = $2, attempts = m.attempts + 1
from (
    select day, reader from report_mail
    where next_attempt_at <= $1
    order by day
    limit 5
    for update skip locked
) due
join report r using (day)
left join checkpoint c on c.number = r.checkpoint
where m.day = due.day and m.reader = due.reader
returning
    m.day,
    m.reader,
    m.recipient,
    m.attempts,
    m.created_at,
    r.made_at,
    c.body as checkpoint,
    r.checkpoint_refused as refused,
    case m.reader when 'office' then r.office_docx else r.chairman_docx end as docx,
    jsonb_array_length(r.body #> array[m.reader, 'overdue']) as overdue,
    jsonb_array_length(r.body #> array[m.reader, 'stalled']) as stalled
