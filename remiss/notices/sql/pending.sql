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
