select body::text as body, hash from event where stream = $1 order by version
