-- What became of the requests to each agency. $1: one agency, or null for all. An event counts when
-- $2 <= at < $3 (null: no bound); what later became of a reply is looked up whenever it happened.
-- No figure reads a position: agreeing and disagreeing count alike. See docs/scorecards.md.
with told as materialized (
    select
        stream,
        agency,
        version,
        type,
        ($2::timestamptz is null or at >= $2) and ($3::timestamptz is null or at < $3) as counts,
        body #>> '{event,number}' as number,
        (body #>> '{event,late}')::boolean as late,
        (body #>> '{event,days_late}')::int as days_late,
        body #>> '{event,assessment,verdict}' as verdict,
        body #>> '{event,basis}' as basis,
        (body #>> '{event,upheld}')::boolean as upheld
    from event
    where agency is not null
        and ($1::text is null or agency = $1)
        and type in (
            'request_sent', 'request_withdrawn', 'silence_recorded', 'reply_received',
            'reply_flagged', 'reply_returned', 'return_contested', 'reply_accepted'
        )
),

-- Replies are numbered from 1 within each request.
placed as (
    select
        *,
        max(version) filter (where type = 'request_sent') over so_far as request,
        max(version) filter (where type = 'silence_recorded') over so_far as silence
    from told
    window so_far as (partition by stream, agency order by version)
),

reply as (
    select
        agency,
        bool_or(late) as late,
        max(days_late) as days_late,
        bool_or(counts and silence > request) filter (where type = 'reply_received')
            as after_silence,
        bool_or(counts) filter (where type = 'reply_accepted') as accepted,
        bool_or(counts) filter (where verdict is not null) as assessed,
        max(verdict) as verdict,
        (array_agg(counts order by version) filter (where type = 'reply_returned'))[1] as returned,
        bool_or(type = 'return_contested') as contested,
        (array_agg(type order by version desc))[1] as last,
        (array_agg(basis order by version desc))[1] as last_basis,
        bool_or(upheld) as upheld
    from placed
    where number is not null
    group by stream, agency, request, number
),

judged as (
    select
        *,
        returned and last = 'reply_returned' as stands,
        -- A verdict stands unless a person, or nobody in time, decided otherwise.
        assessed and (last = 'reply_returned' or last_basis = 'rubric') as verdict_stands
    from reply
),

replies as (
    select
        agency,
        count(*) filter (where accepted and not late) as in_time,
        count(*) filter (where accepted and late) as late,
        coalesce(sum(days_late) filter (where accepted and late), 0) as days_late,
        count(*) filter (where after_silence) as after_silence,
        count(*) filter (where accepted) as accepted,
        count(*) filter (where returned) as returned,
        count(*) filter (where stands) as stands,
        count(*) filter (where returned and contested) as contested,
        count(*) filter (where returned and upheld) as upheld,
        count(*) filter (where verdict_stands and verdict = 'clear') as clear,
        count(*) filter (where verdict_stands and verdict = 'vague') as vague,
        count(*) filter (where verdict_stands and verdict = 'evasive') as evasive,
        count(*) filter (where verdict_stands and verdict = 'buck_passing') as buck_passing,
        count(*) filter (where verdict_stands and verdict = 'out_of_mandate') as out_of_mandate,
        count(*) filter (where assessed and verdict_stands is not true) as set_aside
    from judged
    group by agency
),

requests as (
    select
        agency,
        count(*) filter (where type = 'request_sent' and counts) as sent,
        count(*) filter (where type = 'request_withdrawn' and counts) as withdrawn,
        count(*) filter (where type = 'silence_recorded' and counts) as silent
    from told
    group by agency
    having bool_or(counts)
)

select jsonb_build_object(
    'agency', q.agency,
    'name', (
        select e.body #> '{event,profile,name}'
        from event e
        where e.agency = q.agency and e.type = 'request_sent'
        order by e.at desc
        limit 1
    ),
    'requests', q.sent,
    'withdrawn', q.withdrawn,
    'timeliness', jsonb_build_object(
        'in_time', coalesce(r.in_time, 0),
        'late', coalesce(r.late, 0),
        'days_late', coalesce(r.days_late, 0),
        'mean_days_late', round(r.days_late::numeric / nullif(r.late, 0), 2),
        'silent', q.silent,
        'replied_after_silence', coalesce(r.after_silence, 0),
        'score', round(
            coalesce(r.in_time, 0)::numeric
            / nullif(coalesce(r.in_time + r.late, 0) + q.silent, 0), 2
        )
    ),
    'quality', jsonb_build_object(
        'accepted', coalesce(r.accepted, 0),
        'returned', coalesce(r.returned, 0),
        'returns_standing', coalesce(r.stands, 0),
        'contested', coalesce(r.contested, 0),
        'contests_upheld', coalesce(r.upheld, 0),
        'verdicts', jsonb_build_object(
            'clear', coalesce(r.clear, 0),
            'vague', coalesce(r.vague, 0),
            'evasive', coalesce(r.evasive, 0),
            'buck_passing', coalesce(r.buck_passing, 0),
            'out_of_mandate', coalesce(r.out_of_mandate, 0)
        ),
        'verdicts_set_aside', coalesce(r.set_aside, 0),
        'score', round(r.accepted::numeric / nullif(r.accepted + r.stands, 0), 2)
    )
) as body
from requests q
left join replies r using (agency)
order by q.agency
