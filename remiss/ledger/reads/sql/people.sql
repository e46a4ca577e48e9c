-- name: unlisted_people
-- Who was named in an agency's part of cases without being on the list then, by id, last named first.
select
    u.person,
    coalesce(e.agency, c.drafting_agency) as agency,
    count(distinct e.stream) as cases,
    min((e.body #>> '{event,at}')::timestamptz) as since,
    max((e.body #>> '{event,at}')::timestamptz) as last
from event e
join consultation c on c.id = e.stream
cross join lateral jsonb_array_elements_text(e.body -> 'event' -> 'unlisted') as u (person)
where e.body -> 'event' ? 'unlisted'
group by u.person, coalesce(e.agency, c.drafting_agency)
order by max((e.body #>> '{event,at}')::timestamptz) desc, u.person
limit 1000
