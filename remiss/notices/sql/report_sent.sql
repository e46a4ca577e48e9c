update report_mail set status = 'sent', sent_at = $3, next_attempt_at = null
where day = $1 and reader = $2 and sent_at is null
