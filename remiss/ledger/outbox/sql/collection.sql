-- name: pending
-- Whether events wait to be told of; and whether the place lies in the future of this database,
-- as after a restore into a younger one.
select
    exists (
        select from event e
        where (e.transaction_id, e.position) > (p.transaction_id, p.position)
            and e.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
    ) as pending,
    p.transaction_id > pg_snapshot_xmax(pg_current_snapshot()) as ahead
from notice_place p

-- name: place
-- The place, held until the transaction ends; nothing while another process holds it.
select transaction_id::text as transaction_id, position from notice_place for update skip locked

-- name: new_events
-- Events after the place, in the order in which every one of them is seen exactly once.
select stream, version, transaction_id::text as transaction_id, position
from event
where (transaction_id, position) > ($1::text::xid8, $2)
    and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
order by event.transaction_id, event.position
limit $3

-- name: enqueue
insert into notice select * from jsonb_populate_recordset(null::notice, $1::jsonb)

-- name: move_place
update notice_place set transaction_id = $1::text::xid8, position = $2
