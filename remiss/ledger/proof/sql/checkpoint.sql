-- name: lock_checkpoints
-- One maker at a time, until the transaction ends. The number is only a name for the lock.
select pg_advisory_xact_lock(7204521)

-- name: record_checkpoint
insert into checkpoint (number, at, body) values ($1, $2, $3)

-- name: moved_heads
-- Given every head ever signed ($1 to $3): the heads that are others now, and the signed ones that
-- no longer stand (`gone`), with what is there instead. One statement, so one snapshot: an event
-- whose transaction commits late is in the next. Streams are skipped through by the primary key.
with recursive skipped as (
    (select stream from event order by stream limit 1)
    union all
    select (select e.stream from event e where e.stream > s.stream order by e.stream limit 1)
    from skipped s
    where s.stream is not null
),
head as (
    select e.stream, e.version, e.hash
    from skipped s
    cross join lateral (
        select stream, version, hash
        from event
        where stream = s.stream
        order by version desc
        limit 1
    ) e
),
signed as (
    select * from unnest($1::text[], $2::int[], $3::bytea[]) as s (stream, version, hash)
),
newest as (
    select distinct on (stream) stream, version, hash from signed order by stream, version desc
)
select false as gone, h.stream, h.version, h.hash, h.version as last
from head h
left join newest n on n.stream = h.stream
where n.stream is null or h.version <> n.version or h.hash <> n.hash
union all
select true, s.stream, s.version, e.hash, coalesce(h.version, 0)
from signed s
left join event e on e.stream = s.stream and e.version = s.version
left join head h on h.stream = s.stream
where e.hash is distinct from s.hash
order by stream, version, gone
