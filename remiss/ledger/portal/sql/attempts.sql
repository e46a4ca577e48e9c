-- name: begin_sign_in
insert into portal.sign_in_attempt (id, then_to, remembered, proves, began_at)
values ($1, $2, $3, $4, $5)

-- name: take_sign_in
delete from portal.sign_in_attempt where id = $1 returning then_to, remembered, proves, began_at

-- name: forget_sign_ins
delete from portal.sign_in_attempt where began_at < $1
