-- name: save_draft
-- No row: somebody saved since the save the page was filled from, which is number $3; 0: from none.
insert into portal.draft (owner, place, number, saved_by, saved_at, sealed)
values ($1, $2, $3 + 1, $4, $5, $6)
on conflict (owner, place) do update
set number = draft.number + 1, saved_by = $4, saved_at = $5, sealed = $6, command = null, consultation = null
where draft.number = $3
returning number

-- name: draft
select owner, place, number, saved_by, saved_at, command, consultation, sealed
from portal.draft
where owner = $1 and place = $2 and saved_at >= $3

-- name: drafts_saved_by
select owner, place, number, saved_by, saved_at, command, consultation, sealed
from portal.draft
where saved_by = $1 and saved_at >= $2
order by saved_at desc
limit 100

-- name: draft_sent
update portal.draft
set command = $4, consultation = $5
where owner = $1 and place = $2 and number = $3

-- name: end_draft
-- Unless somebody went on with it meanwhile.
delete from portal.draft where owner = $1 and place = $2 and number = $3

-- name: end_draft_sent_as
delete from portal.draft where command = $1

-- name: forget_drafts
delete from portal.draft where saved_at < $1
