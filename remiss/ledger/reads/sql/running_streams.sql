-- The events of the $2 running cases after the id $1, case by case.
select e.stream, e.body::text as body, e.hash
from (
    select id from consultation
    where stage in ('open', 'suspended') and id > $1
    order by id
    limit $2
) as running
join event as e on e.stream = running.id
order by e.stream, e.version
