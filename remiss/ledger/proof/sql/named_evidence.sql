-- name: oldest_unsigned
-- When the oldest event was recorded that lies beyond the signed heads ($1, $2) of its stream.
select min(e.recorded_at)
from event e
left join unnest($1::text[], $2::int[]) as s (stream, version) on s.stream = e.stream
where e.version > coalesce(s.version, 0)

-- name: named_files
-- Every file an event names, and where it is named first.
select distinct on (f.sha256) f.sha256, e.stream, e.version
from event e
cross join lateral (
    select jsonb_path_query(e.body, 'lax $.event.**.attachments[*]') #>> '{}' as sha256
    union
    select jsonb_path_query(e.body, 'lax $.event.**.draft.sha256') #>> '{}'
) f
where f.sha256 ~ '^[0-9a-f]{64}$'
order by f.sha256, e.recorded_at, e.stream, e.version
