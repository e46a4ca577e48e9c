-- name: rule_agreement
-- How people decided on replies that each rule of each rubric flagged with $1 <= at < $2 (null: no
-- bound), whenever they did. The last decision of a person on a reply counts, whoever contested it;
-- nobody's lapse does. A rule counts once for a reply. See docs/scorecards.md.
with flagged as materialized (
    select
        stream,
        agency,
        version,
        body #>> '{event,number}' as number,
        body #> '{event,assessment}' as assessment
    from event
    where type = 'reply_flagged'
        and ($1::timestamptz is null or at >= $1)
        and ($2::timestamptz is null or at < $2)
),

decided as (
    select
        f.assessment,
        d.type
    from flagged f
    left join lateral (
        select e.type
        from event e
        where e.stream = f.stream
            and e.version > f.version
            and e.agency = f.agency
            and e.type in ('reply_accepted', 'reply_returned')
            and e.body #>> '{event,number}' = f.number
            and e.body #>> '{event,basis}' in ('review', 'office')
            -- Another request to the agency numbers its replies from 1 again.
            and not exists (
                select 1
                from event s
                where s.stream = f.stream
                    and s.agency = f.agency
                    and s.type = 'request_sent'
                    and s.version between f.version and e.version
            )
        order by e.version desc
        limit 1
    ) as d on true
),

found as (
    select
        d.type,
        d.assessment ->> 'rubric' as rubric,
        f.rule
    from decided d
    cross join lateral (
        select distinct finding ->> 'rule' as rule
        from jsonb_array_elements(d.assessment -> 'findings') as finding
    ) as f
)

select jsonb_build_object(
    'rubric', rubric,
    'rule', rule,
    'flagged', count(*),
    'decided', count(type),
    'agreed', count(*) filter (where type = 'reply_returned'),
    'share', round(
        count(*) filter (where type = 'reply_returned')::numeric / nullif(count(type), 0), 2
    )
)::text as body
from found
group by rubric, rule
order by rubric, rule
