update report_mail set status = $3, last_error = $4, next_attempt_at = $5
where day = $1 and reader = $2 and sent_at is null
