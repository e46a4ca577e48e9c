select body::text as body from event where stream = $1 and version <= $2 order by version
