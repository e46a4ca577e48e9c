-- What one caller is told, newest first. $1: the person; $2: their agency; $3: the parts whose
-- notices they read when nobody is named, the closest first. Of one event, the closest only; of
-- their own acts, none.
with mine as not materialized (
    select
        n.*,
        case when n.person is null then array_position($3::text[], n.part) else 0 end as distance
    from notice n
    where n.channel = 'inbox'
        and n.actor <> $1
        and (
            n.person = $1
            or (
                n.person is null
                and n.part = any($3::text[])
                and (n.agency = $2 or n.agency is null)
            )
        )
)

select
    m.id,
    m.at,
    (m.body -> 0) - '{to,actor,by_mail}'::text[]
    || jsonb_build_object('id', m.id) as body
from mine m
where ($4::timestamptz is null or m.at < $4 or (m.at = $4 and m.id < $5))
    and not exists (
        select from mine o
        where o.stream = m.stream and o.version = m.version
            and (o.distance, o.id) < (m.distance, m.id)
    )
order by m.at desc, m.id desc
limit $6
