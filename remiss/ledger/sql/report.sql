-- name: publish_report
insert into report (
    day, made_at, body, office_docx, chairman_docx, checkpoint, checkpoint_refused
)
values ($1, $2, $3, $4, $5, $6, $7)
