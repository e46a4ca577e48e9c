-- name: agency_scorecards
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
        (body #>> '{event,request}')::int as of_request,
        (body #>> '{event,late}')::boolean as late,
        (body #>> '{event,days_late}')::int as days_late,
        body #>> '{event,assessment,verdict}' as verdict,
        body #> '{event,assessment,retired}' is not null as retired,
        body #>> '{event,basis}' as basis,
        (body #>> '{event,upheld}')::boolean as upheld,
        nullif(body #> '{event,by}', 'null') is not null as by_person,
        (body #>> '{event,repeated}')::boolean as repeated,
        (body #>> '{event,last_day}')::boolean as last_day,
        jsonb_array_length(body #> '{event,declined}') as declined,
        jsonb_array_length(body #> '{event,contradicted}') as contradicted,
        body #> '{event,dispositions}' as dispositions,
        body #> '{event,comments}' as comments
    from event
    where agency is not null
        and ($1::text is null or agency = $1)
        and type in (
            'request_sent', 'request_withdrawn', 'request_closed_on_record', 'silence_recorded',
            'reply_received', 'reply_flagged', 'reply_laid_before_head', 'reply_returned',
            'return_contested',
            'reply_accepted', 'clarification_asked', 'extension_requested', 'extension_granted',
            'extension_refused', 'questions_declined', 'decline_confirmed', 'decline_refused',
            'comments_disposed', 'disposition_objected', 'lateness_corrected'
        )
),

-- Replies are numbered from 1 within each request; widening a request keeps the numbering.
placed as (
    select
        *,
        max(version) filter (where type = 'request_sent') over so_far as request,
        coalesce(of_request, count(*) filter (where type = 'request_sent') over so_far) as ordinal,
        max(version) filter (where type = 'silence_recorded') over so_far as silence
    from told
    window so_far as (partition by stream, agency order by version)
),

reply as (
    select
        agency,
        -- As received, or as a calendar recorded afterwards corrected it.
        (array_agg(late order by version desc) filter (where late is not null))[1] as late,
        (array_agg(days_late order by version desc) filter (where days_late is not null))[1]
            as days_late,
        bool_or(counts and silence > request) filter (where type = 'reply_received')
            as after_silence,
        bool_or(counts) filter (where type = 'reply_accepted') as accepted,
        -- A proposal beyond precedent counts against nobody, however it was read or decided.
        bool_or(counts) filter (where verdict is not null)
            and not bool_or(type = 'reply_laid_before_head') as assessed,
        max(verdict) as verdict,
        bool_or(retired) as retired,
        (array_agg(counts order by version) filter (where type = 'reply_returned'))[1]
            and not bool_or(type = 'reply_laid_before_head') as returned,
        bool_or(type = 'return_contested') as contested,
        (array_agg(type order by version desc) filter (where type <> 'lateness_corrected'))[1]
            as last,
        (array_agg(basis order by version desc) filter (where type <> 'lateness_corrected'))[1]
            as last_basis,
        bool_or(upheld) as upheld
    from placed
    where number is not null
    group by stream, agency, ordinal, number
),

judged as (
    select
        *,
        returned and last = 'reply_returned' as stands,
        -- A verdict stands once a person confirmed it or nobody contested it. A flag, and a contest,
        -- says nothing before somebody decided; nor does what only retired rules found.
        assessed
        and (
            last = 'reply_returned'
            or (last = 'reply_accepted' and last_basis = 'rubric' and not retired)
        ) as verdict_stands,
        assessed and last = 'reply_accepted' and last_basis <> 'rubric' as set_aside
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
        count(*) filter (where set_aside) as set_aside
    from judged
    group by agency
),

-- Each word on a comment: what became of it, or (without a kind) the agency's objection to that.
word as (
    select t.stream, t.agency, t.version, t.counts, d ->> 'comment' as comment, d ->> 'kind' as kind
    from told t
    cross join lateral jsonb_array_elements(t.dispositions) as d

    union all

    select t.stream, t.agency, t.version, t.counts, c.comment, null
    from told t
    cross join lateral jsonb_array_elements_text(t.comments) as c (comment)
),

-- The first word decides whether it counts, the last what became of it; what was no comment of its
-- own is none.
disposed as (
    select
        agency,
        (array_agg(counts order by version))[1] as counts,
        (array_agg(kind order by version desc))[1] as outcome,
        bool_or(kind is null) as objected
    from word
    group by agency, stream, comment
    having coalesce((array_agg(kind order by version desc))[1], '')
        not in ('no_comment', 'repeats_another')
),

comments as (
    select
        agency,
        count(*) as disposed,
        count(*) filter (where outcome = 'adopted') as adopted,
        count(*) filter (where outcome = 'adopted_in_part') as in_part,
        count(*) filter (where outcome = 'adopted_later') as later,
        count(*) filter (where outcome = 'kept') as kept,
        count(*) filter (where objected) as objected,
        count(outcome) as settled
    from disposed
    where counts
    group by agency
),

requests as (
    select
        agency,
        count(*) filter (where type = 'request_sent') as sent,
        count(*) filter (where type = 'request_withdrawn') as withdrawn,
        count(*) filter (where type = 'request_closed_on_record') as closed,
        count(*) filter (where type = 'silence_recorded') as silent,
        count(*) filter (where type = 'clarification_asked') as clarifications,
        count(*) filter (where repeated) as repeated,
        count(*) filter (where last_day) as last_day,
        count(*) filter (where type = 'extension_requested') as extensions,
        count(*) filter (where type = 'extension_granted') as granted,
        count(*) filter (where type = 'extension_refused') as refused,
        coalesce(sum(declined), 0) as declined,
        coalesce(sum(contradicted), 0) as contradicted,
        count(*) filter (where type = 'decline_confirmed' and by_person) as confirmed,
        count(*) filter (where type = 'decline_refused' and by_person) as decline_refused,
        count(*) filter (
            where type in ('decline_confirmed', 'decline_refused') and not by_person
        ) as decline_lapsed
    from told
    where counts
    group by agency
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
    'closed_on_record', q.closed,
    'clarifications', jsonb_build_object(
        'asked', q.clarifications,
        'repeated', q.repeated,
        'last_day', q.last_day
    ),
    'extensions', jsonb_build_object(
        'requested', q.extensions,
        'granted', q.granted,
        'refused', q.refused
    ),
    'declines', jsonb_build_object(
        'declined', q.declined,
        'contradicted', q.contradicted,
        'confirmed', q.confirmed,
        'refused', q.decline_refused,
        'lapsed', q.decline_lapsed
    ),
    'comments', jsonb_build_object(
        'disposed', coalesce(c.disposed, 0),
        'adopted', coalesce(c.adopted, 0),
        'adopted_in_part', coalesce(c.in_part, 0),
        'adopted_later', coalesce(c.later, 0),
        'kept', coalesce(c.kept, 0),
        'objected', coalesce(c.objected, 0),
        'adopted_rate', round((c.adopted + c.in_part)::numeric / nullif(c.settled, 0), 2)
    ),
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
)::text as body
from requests q
left join replies r using (agency)
left join comments c using (agency)
order by q.agency
