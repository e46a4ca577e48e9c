-- name: ask_opening
-- Asked again with something else it is another; the same again changes nothing.
insert into portal.asked_opening (id, agency, asked_by, asked_at, sha256, sealed)
values ($1, $2, $3, $4, $5, $6)
on conflict (id) do update
set asked_at = $4, sha256 = $5, sealed = $6, sent_back = false
where asked_opening.asked_by = $3 and asked_opening.sha256 <> $5

-- name: asked_opening
select id, agency, asked_by, sha256, sealed, exists (select from event e where e.stream = a.id) as opened
from portal.asked_opening a
where id = $1 and asked_at >= $2

-- name: asked_openings
-- Of an agency's leader those that wait for one; of whoever asked ($2) theirs, sent back or not.
select id, agency, asked_by, sha256, sealed, false as opened
from portal.asked_opening a
where agency = $1
    and case when $2::text is null then not sent_back else asked_by = $2 end
    and asked_at >= $3
    and not exists (select from event e where e.stream = a.id)
order by asked_at, id
limit 50

-- name: send_opening_back
-- No row: something else is asked by now, or nothing any more.
update portal.asked_opening
set sent_back = true, sealed = $3
where id = $1 and sha256 = $2 and not sent_back
returning id

-- name: withdraw_opening
delete from portal.asked_opening where id = $1

-- name: forget_openings
delete from portal.asked_opening where asked_at < $1

-- name: drafts_opened
-- Those that were asked for as this case end once a leader's command has opened it.
update portal.draft set command = $2 where consultation = $1
