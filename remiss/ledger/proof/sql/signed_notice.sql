-- name: notice_facts
-- What a checkpoint signs about notices: what each says; and, where nothing more is tried, what
-- became of it. Read by the statements below in place of `facts`, either kind under a condition of
-- theirs, so that nothing is hashed in vain. Instants count microseconds.
select id as notice, stream, false as settled, sha256(convert_to(jsonb_build_array(
    id, stream, version, channel, recipient, kind, extract(epoch from at), actor, urgency, part,
    agency, person, body, extract(epoch from created_at)
)::text, 'UTF8')) as hash
from notice n
where {said}
union all
select id, stream, true, sha256(convert_to(jsonb_build_array(
    id, status, attempts, letter, last_error, extract(epoch from sent_at)
)::text, 'UTF8'))
from notice n
where next_attempt_at is null and {done}

-- name: unsigned_notices
-- What no checkpoint has signed yet.
with fact as ({facts})
select f.notice, f.settled, f.hash
from fact f
order by f.notice, f.settled

-- name: sign_notices
insert into signed_notice (notice, settled, number, hash)
select notice, settled, $1, hash
from unnest($2::text[], $3::boolean[], $4::bytea[]) as f (notice, settled, hash)

-- name: signed_notices
select number, notice, settled, hash from signed_notice order by number, notice, settled

-- name: altered_notices
-- What was signed and is another now; or no more (`gone`), and then nobody knows of which case.
with fact as ({facts})
select s.number, s.settled, n.stream, n.version, n.id is null as gone, count(*) as facts
from signed_notice s
left join fact f using (notice, settled)
left join notice n on n.id = s.notice
where f.hash is distinct from s.hash
group by s.number, s.settled, n.stream, n.version, gone
order by s.number, n.stream, n.version, s.settled

-- name: notice_place_faults
-- Whether the place lies beyond what this database can have; or at no event, and not where it began;
-- and cases it has passed of which nobody was ever told anything.
select
    p.transaction_id > pg_snapshot_xmax(pg_current_snapshot()) as ahead,
    p.position > 0 and not exists (
        select from event e where (e.transaction_id, e.position) = (p.transaction_id, p.position)
    ) as nowhere,
    array(
        select e.stream
        from event e
        where e.type = 'consultation_opened'
            and (e.transaction_id, e.position) <= (p.transaction_id, p.position)
            and e.recorded_at > (select applied_at from migration where name = '0004_notice')
            and not exists (select from notice n where n.stream = e.stream)
        order by e.stream
    ) as untold
from notice_place p
