update notice set status = 'sent', sent_at = $2, next_attempt_at = null
where id = any($1::text[]) and sent_at is null
