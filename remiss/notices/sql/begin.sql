-- An attempt begins. Until $3 nobody else tries.
update notice set letter = $2, next_attempt_at = $3, attempts = attempts + 1
where id = any($1::text[])
