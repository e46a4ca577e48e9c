-- name: keep_form
-- The id follows from all of it: the same form sent again is kept once, for as long as the last.
insert into portal.kept_form (id, person, place, why, kept_at, sealed) values ($1, $2, $3, $4, $5, $6)
on conflict (id) do update set kept_at = excluded.kept_at, sealed = excluded.sealed

-- name: kept_form
select id, person, place, why, kept_at, sealed
from portal.kept_form
where id = $1 and person = $2 and kept_at >= $3

-- name: kept_forms_of
select id, person, place, why, kept_at, sealed
from portal.kept_form
where person = $1 and kept_at >= $2
order by kept_at desc
limit 100

-- name: kept_forms_weight
-- Of all a person has kept, but these.
select count(*), coalesce(sum(octet_length(sealed)), 0) as bytes
from portal.kept_form
where person = $1 and id <> all($2::text[])

-- name: drop_kept_form
delete from portal.kept_form where id = $1 and person = $2

-- name: forget_kept_forms
delete from portal.kept_form where kept_at < $1
