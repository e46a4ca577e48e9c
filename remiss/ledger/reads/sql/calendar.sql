-- name: overrides
-- Oldest record first.
select
    date, ordinal, kind, name_vi, name_en, legal_basis, reason,
    recorded_by, recorded_by_name, recorded_at, command_id
from calendar_override
order by position

-- name: calendars
-- The running cases after $1 by id, and which calendar each follows since when.
select c.id, c.opened_at, adopted.version as calendar, adopted.at as since
from consultation as c
cross join lateral (
    select e.at, e.body #>> '{event,calendar,version}' as version
    from event as e
    where e.stream = c.id and e.type in ('consultation_opened', 'calendar_changed')
    order by e.version desc
    limit 1
) as adopted
where c.stage in ('open', 'suspended', 'concluded') and c.id > $1
order by c.id
limit $2
