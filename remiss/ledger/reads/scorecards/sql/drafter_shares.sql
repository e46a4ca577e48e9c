-- name: drafter_shares
-- How drafting agencies, and each of their people, consult. $1: one agency, or null for all. An
-- event counts when $2 <= at < $3 (null: no bound); what led to it or came of it is looked up
-- whenever that happened. A `share` is one person's part in a figure. See docs/scorecards.md.
with opened as materialized (
    select
        c.id as stream,
        c.drafting_agency as agency,
        e.body #> '{event,officer}' as officer,
        jsonb_array_length(e.body #> '{event,questions}') as questions,
        ($2::timestamptz is null or e.at >= $2) and ($3::timestamptz is null or e.at < $3) as counts
    from consultation c
    join event e on e.stream = c.id and e.version = 1
    where $1::text is null or c.drafting_agency = $1
),

-- Who was in charge from which event on.
charge as materialized (
    select stream, 1 as since, officer
    from opened

    union all

    select e.stream, e.version, e.body #> '{event,officer}'
    from event e
    join opened using (stream)
    where e.type = 'officer_replaced'
),

told as materialized (
    select
        e.stream,
        e.agency as asked,
        e.version,
        e.type,
        ($2::timestamptz is null or e.at >= $2) and ($3::timestamptz is null or e.at < $3)
            as counts,
        (
            select c.officer
            from charge c
            where c.stream = e.stream and c.since < e.version
            order by c.since desc
            limit 1
        ) as officer,
        case when e.body #>> '{actor,role}' <> 'system' then
            (e.body -> 'actor') - '{role,agency}'::text[]
        end as actor,
        e.body #> '{event,at}' as at,
        jsonb_array_length(e.body #> '{event,matches}') as matches,
        jsonb_array_length(e.body #> '{event,changed}') as changed,
        nullif(e.body #> '{event,override}', 'null') as override,
        e.body #>> '{event,number}' as number,
        e.body #>> '{event,assessment,verdict}' as verdict,
        e.body #>> '{event,basis}' as basis,
        nullif(e.body #> '{event,by}', 'null') as person,
        e.body #>> '{event,before}' as reviewer,
        (e.body #>> '{event,upheld}')::boolean as upheld,
        (e.body #>> '{event,days_late}')::int as days_late,
        e.body #> '{event,dispositions}' as dispositions,
        e.body #> '{event,comments}' as comments
    from event e
    join opened using (stream)
    where e.type in (
        'request_sent', 'request_widened', 'draft_amended', 'reply_flagged', 'reply_returned',
        'return_contested', 'review_taken_over', 'reply_accepted', 'clarification_answered',
        'drafter_escalated', 'extension_granted', 'decline_confirmed', 'comments_disposed',
        'disposition_objected'
    )
),

-- Replies are numbered from 1 within each request; widening a request keeps the numbering.
placed as (
    select
        *,
        max(version) filter (where type = 'request_sent') over so_far as request,
        max(version) filter (where type = 'review_taken_over') over so_far as taken_over
    from told
    where asked is not null
    window so_far as (partition by stream, asked order by version)
),

-- Each event in the course of one reply, with what led to it and what came of it.
reply as (
    select
        *,
        max(verdict) over course as found,
        lag(type) over course as type_before,
        lag(version) over course as version_before,
        lag(reviewer) over course as reviewer_before,
        lead(upheld, 2) over course as upset
    from placed
    where number is not null
    window course as (partition by stream, asked, request, number order by version)
),

-- A reason is counted where it was first given, not where an agency is asked again on it.
overridden as (
    select distinct on (stream, asked, override) *
    from told
    where override is not null
    order by stream, asked, override, version
),

-- Each word on a comment: what became of it, or (without a kind) the agency's objection to that.
word as (
    select t.stream, t.version, t.counts, t.person, d ->> 'comment' as comment, d ->> 'kind' as kind
    from told t
    cross join lateral jsonb_array_elements(t.dispositions) as d

    union all

    select t.stream, t.version, t.counts, t.person, c.comment, null
    from told t
    cross join lateral jsonb_array_elements_text(t.comments) as c (comment)
),

-- The first word decides whether it counts, the last what became of it; what was no comment of its
-- own is none.
comment as (
    select
        stream,
        (array_agg(counts order by version))[1] as counts,
        (array_agg(person order by version))[1] as person,
        (array_agg(kind order by version desc))[1] as outcome,
        bool_or(kind is null) as objected
    from word
    group by stream, comment
    having coalesce((array_agg(kind order by version desc))[1], '')
        not in ('no_comment', 'repeats_another')
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

    select stream, t.officer, 'questions', t.changed, null
    from told t
    join opened o using (stream)
    where t.type = 'draft_amended' and o.counts

    union all

    select stream, t.officer, 'asked', t.matches, null
    from told t
    join opened o using (stream)
    where t.type in ('request_sent', 'request_widened') and o.counts

    union all

    select
        stream,
        override -> 'by',
        'overrides',
        1,
        override || jsonb_build_object('consultation', stream, 'agency', asked, 'at', at)
    from overridden
    where counts

    union all

    -- Whoever had the agency asked; the officer in charge where time did.
    select r.stream, coalesce(t.actor, t.officer), 'not_ours', 1, null
    from reply r
    join told t on t.stream = r.stream and t.version = r.request
    where r.type = 'reply_accepted' and r.counts and r.found = 'out_of_mandate'

    union all

    -- What lapsed before the Office is the Office's delay, not the officer's.
    select stream, officer, 'reviews_lapsed', 1, null
    from reply
    where type = 'reply_accepted' and counts and basis = 'review_lapsed'
        and (type_before = 'reply_flagged' or reviewer_before = 'officer')
        and (taken_over is null or taken_over < version_before)

    union all

    select stream, person, 'returned', 1, null
    from reply
    where type = 'reply_returned' and counts and basis = 'review'

    union all

    -- Contested, and upset by the Office: the second event after the return says so.
    select stream, person, 'contests_upheld', 1, null
    from reply
    where type = 'reply_returned' and counts and basis = 'review' and upset

    union all

    select stream, person, 'clarifications_answered', 1, null
    from told
    where type = 'clarification_answered' and counts

    union all

    select stream, person, 'clarifications_late', 1, null
    from told
    where type = 'clarification_answered' and counts and days_late > 0

    union all

    select stream, person, 'clarification_days_late', days_late, null
    from told
    where type = 'clarification_answered' and counts

    union all

    select stream, officer, 'clarifications_escalated', 1, null
    from told
    where type = 'drafter_escalated' and counts

    union all

    select stream, officer, 'extensions_lapsed', 1, null
    from told
    where type = 'extension_granted' and counts and person is null

    union all

    select stream, officer, 'declines_lapsed', 1, null
    from told
    where type = 'decline_confirmed' and counts and person is null

    union all

    select stream, person, 'comments', 1, null
    from comment
    where counts

    union all

    select stream, person, outcome, 1, null
    from comment
    where counts and outcome is not null

    union all

    select stream, person, 'objected', 1, null
    from comment
    where counts and objected
),
