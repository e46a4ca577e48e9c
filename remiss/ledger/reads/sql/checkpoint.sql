select body::text as body from checkpoint where number = $1
