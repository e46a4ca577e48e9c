update notice set deliver_after = $2, next_attempt_at = $2 where id = any($1::text[])
