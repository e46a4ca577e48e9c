-- name: cases_counted
-- Cases of which something counts in a scorecard from $1 until before $2, after the case $3; of each
-- whether the agency $4, or null, is a party to it.
select c.id, coalesce(c.drafting_agency = $4 or c.asked @> array[$4], false) as party
from consultation c
where c.id > $3
    and exists (
        select
        from case_score s
        cross join lateral jsonb_to_recordset(s.marks) as m (day date)
        where s.consultation = c.id and m.day >= $1::date and m.day < $2::date
    )
order by c.id
limit $5

-- name: linked_events
-- The events of the cases $1 with their hashes, case by case.
select stream, version, body::text as body, hash
from event
where stream = any($1::text[])
order by stream, version
