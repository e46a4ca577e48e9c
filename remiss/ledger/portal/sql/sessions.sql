-- name: begin_session
-- One that is rotated ends in the same breath, so that of two keys only the new one opens.
with former as (
    update portal.session set ended_at = $6 where id = $10 and ended_at is null
)
insert into portal.session (
    id, person, held, role, subject, provider_session, began_at, proved_at, seen_at, ends_at, remembered
)
values ($1, $2, $3, $4, $5, $9, $6, $7, $6, $8, $11)

-- name: session
select id, held, role, subject, began_at, proved_at, seen_at, ends_at, ended_at, remembered
from portal.session
where id = $1

-- name: last_role
select role from portal.session where person = $1 order by seen_at desc, id limit 1

-- name: sessions_of
select id, held, role, subject, began_at, proved_at, seen_at, ends_at, ended_at, remembered
from portal.session
where person = $1 and ended_at is null and ends_at > $2 and (remembered or seen_at > $3)
order by seen_at desc, id

-- name: session_seen
update portal.session set seen_at = $2 where id = $1 and ended_at is null and seen_at < $2

-- name: session_acts_as
update portal.session set role = $2 where id = $1 and ended_at is null returning id

-- name: session_proved
-- Under another key: one that was had before the proof is worth nothing after it.
update portal.session
set id = $2, proved_at = $3, seen_at = $4
where id = $1 and ended_at is null and ends_at > $4 and person = $5
returning id

-- name: end_session
update portal.session set ended_at = $2 where id = $1 and ended_at is null returning person

-- name: end_sessions_of
update portal.session set ended_at = $2 where person = $1 and ended_at is null returning id

-- name: end_provider_sessions
-- All of a subject, or the one the provider names; of a name without a subject, that one alone.
update portal.session
set ended_at = $3
where ended_at is null
    and ($1::text is null or subject = $1)
    and ($2::text is null or provider_session = $2)
    and ($1::text is not null or $2::text is not null)
returning id

-- name: forget_sessions
delete from portal.session where ends_at < $1
