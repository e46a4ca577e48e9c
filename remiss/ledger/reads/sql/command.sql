select version, type from event where stream = $1 and command_id = $2 order by version
