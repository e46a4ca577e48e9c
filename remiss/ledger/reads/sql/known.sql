select 1 from event where stream = $1 and version = $2
