-- name: make_calendar_feed
insert into portal.calendar_feed (id, person, role, actor, made_at, ends_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (person, role) do update
set id = excluded.id, actor = excluded.actor, made_at = excluded.made_at, ends_at = excluded.ends_at, read_at = null

-- name: calendar_feed_of
select actor, made_at, ends_at, read_at from portal.calendar_feed
where person = $1 and role = $2 and ends_at > $3

-- name: revoke_calendar_feed
delete from portal.calendar_feed where person = $1 and role = $2

-- name: open_calendar_feed
-- Kept in mind when it was read last, by the minute at the most: a calendar program comes often.
update portal.calendar_feed
set read_at = case when read_at > $2::timestamptz - interval '1 minute' then read_at else $2 end
where id = $1 and ends_at > $2
returning actor, made_at, ends_at, read_at
