update notice set status = $2, last_error = $3, next_attempt_at = $4
where id = any($1::text[]) and sent_at is null
