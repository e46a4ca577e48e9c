-- name: enqueue_reports
-- A row for each reader of a report made since $2; of one that has it already, nothing.
insert into report_mail (day, reader, recipient, created_at, next_attempt_at)
select r.day, reader.name, reader.recipient, $1, $1
from report r
cross join lateral (
    values ('office', $3::text, r.office_docx), ('chairman', $4::text, r.chairman_docx)
) as reader (name, recipient, docx)
where r.made_at > $2
    and reader.docx is not null
    and not exists (
        select from report_mail m where m.day = r.day and m.reader = reader.name
    )

-- name: due_reports
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
    case m.reader when 'office' then r.body -> 'operators' end as operators,
    case m.reader when 'office' then r.office_docx else r.chairman_docx end as docx,
    jsonb_array_length(r.body #> array[m.reader, 'overdue']) as overdue,
    jsonb_array_length(r.body #> array[m.reader, 'stalled']) as stalled

-- name: report_sent
update report_mail set status = 'sent', sent_at = $3, next_attempt_at = null
where day = $1 and reader = $2 and sent_at is null

-- name: report_not_sent
update report_mail set status = $3, last_error = $4, next_attempt_at = $5
where day = $1 and reader = $2 and sent_at is null
