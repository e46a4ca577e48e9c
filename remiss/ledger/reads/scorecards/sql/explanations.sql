-- name: record_explanation
-- The same form sent twice is one explanation.
insert into head_explanation (key, agency, since, until, by_id, by_name, words)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (key) do nothing

-- name: head_explanations
-- Of the quarters that share a day with those from $1 to $2, of one agency $3 or of all; the first first.
select
    at,
    agency,
    since,
    until,
    by_id,
    by_name,
    words
from head_explanation
where since <= $2
    and until >= $1
    and ($3::text is null or agency = $3)
order by agency, since, at, key
