-- name: overrides
-- Oldest record first.
select
    date, ordinal, kind, name_vi, name_en, part, territory, legal_basis, reason,
    recorded_by, recorded_by_name, recorded_at, command_id
from calendar_override
order by position

-- name: calendars
-- The running cases after $1 by id: which calendar each follows since when, and who drafts or was
-- asked, as the case knows them, but for their mandates.
select
    c.id, c.opened_at, adopted.calendar, adopted.at as since, involved.agencies
from consultation as c
cross join lateral (
    select e.at, (e.body #> '{event,calendar}')::text as calendar
    from event as e
    where e.stream = c.id and e.type in ('consultation_opened', 'calendar_changed')
    order by e.version desc
    limit 1
) as adopted
cross join lateral (
    select jsonb_agg(known.agency::jsonb - 'mandates')::text as agencies
    from event as e
    cross join lateral (
        select coalesce(e.body #> '{event,profile}', e.body #> '{event,drafting_agency}') as agency
    ) as known
    where e.stream = c.id and e.type in ('consultation_opened', 'request_sent')
) as involved
where c.stage in ('open', 'suspended', 'concluded') and c.id > $1
order by c.id
limit $2
