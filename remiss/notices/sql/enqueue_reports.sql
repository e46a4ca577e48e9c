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
