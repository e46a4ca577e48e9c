-- How drafting agencies, and each of their people, consult. $1: one agency, or null for all. An
-- event counts when $2 <= at < $3 (null: no bound); what led to it or came of it is looked up
-- whenever that happened. A `share` is one person's part in a figure. See docs/scorecards.md.
with opened as materialized (
    select
        c.id as stream,
        c.drafting_agency as agency,
        jsonb_build_object('id', c.officer, 'name', c.officer_name) as officer,
        jsonb_array_length(e.body #> '{event,questions}') as questions,
        ($2::timestamptz is null or e.at >= $2) and ($3::timestamptz is null or e.at < $3) as counts
    from consultation c
    join event e on e.stream = c.id and e.version = 1
    where $1::text is null or c.drafting_agency = $1
),

told as materialized (
    select
        e.stream,
        e.agency as asked,
        e.version,
        e.type,
        ($2::timestamptz is null or e.at >= $2) and ($3::timestamptz is null or e.at < $3)
            as counts,
        e.body -> 'actor' as actor,
        e.body #> '{event,at}' as at,
        jsonb_array_length(e.body #> '{event,matches}') as matches,
        nullif(e.body #> '{event,override}', 'null') as override,
        e.body #>> '{event,number}' as number,
        e.body #>> '{event,assessment,verdict}' as verdict,
        e.body #>> '{event,basis}' as basis,
        e.body #> '{event,by}' as person,
        e.body #>> '{event,before}' as reviewer,
        (e.body #>> '{event,upheld}')::boolean as upheld
    from event e
    join opened using (stream)
    where e.type in (
        'request_sent', 'reply_flagged', 'reply_returned', 'return_contested', 'reply_accepted'
    )
),

-- Replies are numbered from 1 within each request.
placed as (
    select
        *,
        max(version) filter (where type = 'request_sent') over (
            partition by stream, asked order by version
        ) as request
    from told
),

-- Each event in the course of one reply, with what led to it and what came of it.
reply as (
    select
        *,
        max(verdict) over course as found,
        lag(type) over course as type_before,
        lag(reviewer) over course as reviewer_before,
        lead(upheld, 2) over course as upset
    from placed
    where number is not null
    window course as (partition by stream, asked, request, number order by version)
),

share as (
    select stream, officer as person, 'consultations' as what, 1 as amount, null::jsonb as override
    from opened
    where counts

    union all

    select stream, officer, 'questions', questions, null
    from opened
    where counts

    union all

    select stream, o.officer, 'asked', t.matches, null
    from told t
    join opened o using (stream)
    where t.type = 'request_sent' and o.counts

    union all

    select
        stream,
        override -> 'by',
        'overrides',
        1,
        override || jsonb_build_object('consultation', stream, 'agency', asked, 'at', at)
    from told
    where type = 'request_sent' and counts and override is not null

    union all

    -- Whoever had the agency asked.
    select r.stream, t.actor - '{role,agency}'::text[], 'not_ours', 1, null
    from reply r
    join told t on t.stream = r.stream and t.version = r.request
    where r.type = 'reply_accepted' and r.counts and r.found = 'out_of_mandate'

    union all

    -- A contest before the Office that nobody decided is the Office's delay, not the officer's.
    select stream, o.officer, 'reviews_lapsed', 1, null
    from reply r
    join opened o using (stream)
    where r.type = 'reply_accepted' and r.counts and r.basis = 'review_lapsed'
        and (r.type_before = 'reply_flagged' or r.reviewer_before = 'officer')

    union all

    select stream, person, 'returned', 1, null
    from reply
    where type = 'reply_returned' and counts and basis = 'review'

    union all

    -- Contested, and upset by the Office: the second event after the return says so.
    select stream, person, 'contests_upheld', 1, null
    from reply
    where type = 'reply_returned' and counts and basis = 'review' and upset
),

tally as (
    select
        o.agency,
        grouping(s.person ->> 'id') = 1 as whole,
        s.person ->> 'id' as id,
        max(s.person ->> 'name') as name,
        jsonb_build_object(
            'consultations', coalesce(sum(amount) filter (where what = 'consultations'), 0),
            'questions', coalesce(sum(amount) filter (where what = 'questions'), 0),
            'asked', coalesce(sum(amount) filter (where what = 'asked'), 0),
            'agencies_per_question', round(
                sum(amount) filter (where what = 'asked')::numeric
                / nullif(sum(amount) filter (where what = 'questions'), 0), 2
            ),
            'overrides', coalesce(sum(amount) filter (where what = 'overrides'), 0),
            'override_reasons', coalesce(
                jsonb_agg(override order by override ->> 'at', stream, override ->> 'agency')
                    filter (where what = 'overrides'), '[]'
            ),
            'not_ours', coalesce(sum(amount) filter (where what = 'not_ours'), 0),
            'reviews_lapsed', coalesce(sum(amount) filter (where what = 'reviews_lapsed'), 0),
            'returned', coalesce(sum(amount) filter (where what = 'returned'), 0),
            'contests_upheld', coalesce(sum(amount) filter (where what = 'contests_upheld'), 0)
        ) as figures
    from share s
    join opened o using (stream)
    group by grouping sets ((o.agency), (o.agency, s.person ->> 'id'))
)

select jsonb_build_object(
    'agency', t.agency,
    'name', (
        select e.body #> '{event,drafting_agency,name}'
        from consultation c
        join event e on e.stream = c.id and e.version = 1
        where c.drafting_agency = t.agency
        order by c.opened_at desc
        limit 1
    ),
    'figures', t.figures,
    'people', (
        select jsonb_agg(
            jsonb_build_object(
                'person', jsonb_build_object('id', p.id, 'name', p.name), 'figures', p.figures
            ) order by p.id
        )
        from tally p
        where p.agency = t.agency and not p.whole
    )
) as body
from tally t
where t.whole
order by t.agency
