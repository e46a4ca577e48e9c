-- Events after the place, in the order in which every one of them is seen exactly once.
select stream, version, transaction_id::text as transaction_id, position
from event
where (transaction_id, position) > ($1::text::xid8, $2)
    and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
order by event.transaction_id, event.position
limit $3
