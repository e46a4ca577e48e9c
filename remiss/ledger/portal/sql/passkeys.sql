-- name: passkeys_of
select id, person, name, public_key, sign_count, added_at, used_at
from portal.passkey
where person = $1
order by added_at, id

-- name: add_passkey
insert into portal.passkey (id, person, name, public_key, sign_count, added_at)
select $1, $2, $3, $4, $5, $6
where (select count(*) from portal.passkey where person = $2) < $7
returning id

-- name: remove_passkey
delete from portal.passkey where id = $1 and person = $2 returning id

-- name: passkey_used
-- Of two answers that count alike one is a copy's; keys that count nothing always say 0.
update portal.passkey
set sign_count = $3, used_at = $4
where id = $1 and person = $2 and (sign_count < $3 or (sign_count = 0 and $3 = 0))
returning id

-- name: lay_challenge
insert into portal.passkey_challenge (session, purpose, challenge, asked_at) values ($1, $2, $3, $4)
on conflict (session, purpose) do update
set challenge = excluded.challenge, asked_at = excluded.asked_at

-- name: take_challenge
delete from portal.passkey_challenge where session = $1 and purpose = $2 returning challenge, asked_at
