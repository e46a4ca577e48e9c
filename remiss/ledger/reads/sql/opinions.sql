-- name: earlier_opinions
-- Replies agency $1 stands by, newest first, each with the event that holds its words: those on a field
-- of $2, and all to requests of case $3 before its $4th. That one's own are left out.
-- Cases are read of the replies on the page alone.
with found as (
    select
        g.at,
        concat_ws('/', r.consultation, g.ordinal, g.number) as id,
        r.consultation as stream,
        g.ordinal,
        g.number,
        g.fields
    from request r
    cross join lateral jsonb_to_recordset(r.facts -> 'stood_by')
        as g (ordinal int, number int, at timestamptz, fields jsonb)
    where r.agency = $1
        and r.facts -> 'stood_by' is not null
        and (
            r.consultation = $3
            or jsonb_path_query_array(r.facts -> 'stood_by', '$[*].fields.*') ?| $2::text[]
        )
        and (
            (r.consultation = $3 and g.ordinal < $4)
            or (
                r.consultation <> $3
                and exists (
                    select from jsonb_each_text(g.fields) as f where f.value = any($2::text[])
                )
            )
        )
        and ($5::timestamptz is null or g.at < $5 or (
            g.at = $5 and concat_ws('/', r.consultation, g.ordinal, g.number) > $6
        ))
    order by g.at desc, id
    limit $7
)

select
    f.at,
    f.id,
    jsonb_build_object(
        'consultation', c.id,
        'subject', c.subject,
        'drafting_agency', c.facts -> 'drafting_agency',
        'ordinal', f.ordinal,
        'number', f.number,
        'given_at', f.at
    )::text as about,
    f.fields::text as fields,
    e.version,
    e.body::text as body
from found f
join consultation c on c.id = f.stream
cross join lateral (
    select version, body
    from event
    where stream = f.stream
        and agency = $1
        and at = f.at
        and type in ('reply_received', 'correction_received')
    limit 1
) as e
order by f.at desc, f.id
