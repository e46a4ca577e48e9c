-- name: record_look
insert into figure_look (
    reader, reader_name, role, agency, figures, since, until, inspection, reason, people
)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: looks_at
-- Who read the figures of $1, the last first, after the row $2.
select
    at,
    id::text as id,
    jsonb_build_object(
        'at', at,
        'reader', jsonb_build_object('id', reader, 'name', reader_name),
        'role', role,
        'agency', agency,
        'figures', figures,
        'since', since,
        'until', until,
        'inspection', inspection,
        'reason', reason
    )::text as body
from figure_look
where people @> array[$1::text]
    and ($2::bigint is null or figure_look.id < $2)
order by figure_look.id desc
limit $3
