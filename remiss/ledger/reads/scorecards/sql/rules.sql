-- name: rule_scorecards
-- What each rule of each rubric did. A reply counts when the event that holds its assessment has
-- $1 <= at < $2 (null: no bound); whether its return was upset is looked up whenever that happened.
-- See docs/scorecards.md.
with told as materialized (
    select
        stream,
        agency,
        version,
        type,
        ($1::timestamptz is null or at >= $1) and ($2::timestamptz is null or at < $2) as counts,
        body #>> '{event,number}' as number,
        body #> '{event,assessment}' as assessment,
        (body #>> '{event,upheld}')::boolean as upheld
    from event
    where type in (
        'request_sent', 'reply_flagged', 'reply_returned', 'return_contested', 'reply_accepted'
    )
),

-- Replies are numbered from 1 within each request; widening a request keeps the numbering.
placed as (
    select
        *,
        max(version) filter (where type = 'request_sent') over (
            partition by stream, agency order by version
        ) as request
    from told
),

reply as (
    select
        *,
        bool_or(type = 'return_contested') over course as contested,
        bool_or(upheld) over course as upset
    from placed
    where number is not null
    window course as (partition by stream, agency, request, number)
),

-- A rule counts once for a reply, however often it was found there.
found as (
    select
        r.type,
        r.contested,
        r.upset,
        r.assessment ->> 'rubric' as rubric,
        f.rule
    from reply r
    cross join lateral (
        select distinct finding ->> 'rule' as rule
        from jsonb_array_elements(r.assessment -> 'findings') as finding
        where r.type = 'reply_flagged' or coalesce((finding ->> 'returns')::boolean, true)
    ) as f
    where r.counts and r.type in ('reply_flagged', 'reply_returned')
)

select jsonb_build_object(
    'rubric', rubric,
    'rule', rule,
    'returned', count(*) filter (where type = 'reply_returned'),
    'flagged', count(*) filter (where type = 'reply_flagged'),
    'contested', count(*) filter (where type = 'reply_returned' and contested),
    'contests_upheld', count(*) filter (where type = 'reply_returned' and upset)
)::text as body
from found
group by rubric, rule
order by rubric, rule
