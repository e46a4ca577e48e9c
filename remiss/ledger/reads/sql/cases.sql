-- name: list_cases
-- Cases, newest first. $1: the agency the caller drafts for; $2: the agency the caller answers for;
-- with both, the cases of either; both null: every case. Filters on requests look only at those the
-- caller may see, and counts count those alone: all of a case of $1, else those of $2. $5: words, each of
-- which is to begin some word of what the caller may see. `scope` says the same of $1 and $2 in words that
-- have an index.
with found as (
    select
        c.id,
        c.opened_at,
        coalesce($1, $2) is null or c.drafting_agency is not distinct from $1 as whole
    from consultation c
    where {scope}
        and ($3::text is null or c.stage = $3)
        and ($4::text is null or c.officer = $4)
        and ($5::text is null or array_to_tsvector(c.words) @@ ($5::text)::tsquery)
        and ($6::text is null or c.asked @> array[$6])
        and ($6::text is null or $2::text is null or $2 = $6 or c.drafting_agency = $1)
        and ($7::boolean is null or $6 is not null or $2 is not null or (c.overdue <> '{{}}') = $7)
        and ($7::boolean is null or $6 is null or (c.overdue @> array[$6]) = $7)
        and ($7::boolean is null or $6 is not null or $2 is null or $7 = case
            when c.drafting_agency = $1 then c.overdue <> '{{}}'
            else c.overdue @> array[$2]
        end)
        and ($8::timestamptz is null or c.opened_at < $8 or (c.opened_at = $8 and c.id > $9))
    order by c.opened_at desc, c.id
    offset 0 -- so that what follows looks at no more of them than it needs
),

chosen as materialized (
    select *
    from found f
    where $5::text is null
        or f.whole
        or exists (
            select from request r
            join consultation c on c.id = r.consultation
            where r.consultation = f.id and r.agency = $2
                and array_to_tsvector(r.words || array(
                    select jsonb_array_elements_text(c.search -> place)
                    from unnest(array_append(r.questions, '')) as place
                )) @@ ($5::text)::tsquery
        )
    limit $10
)

select
    c.id,
    c.opened_at as at,
    jsonb_build_object(
        'id', c.id,
        'version', c.version,
        'subject', c.subject,
        'kind', c.kind,
        'urgency', c.urgency,
        'stage', c.stage,
        'drafting_agency', c.drafting_agency,
        'officer', c.officer,
        'officer_name', c.officer_name,
        'round', c.round,
        'opened_at', c.opened_at,
        'closed_at', c.closed_at,
        'level', case when f.whole then c.level else r.level end,
        'next_alarm_at', case when f.whole then c.next_alarm_at else r.next_alarm_at end,
        'next_step', r.next_step,
        'due_at', r.due_at,
        'tasks', case when f.whole then jsonb_array_length(c.tasks) else 0 end,
        'agencies', r.agencies,
        'settled', r.settled,
        'overdue', r.overdue,
        'moves', r.moves
    )::text as body
from chosen f
join consultation c on c.id = f.id
cross join lateral (
    select
        count(*) as agencies,
        count(s.settled_at) as settled,
        count(*) filter (where c.overdue @> array[s.agency]) as overdue,
        min(s.due_at) filter (where s.settled_at is null) as due_at,
        coalesce(max(s.level) filter (where s.settled_at is null and c.stage = 'open'), 0) as level,
        min(s.next_alarm_at) as next_alarm_at,
        (array_agg(s.next_step order by s.next_alarm_at, s.agency)
            filter (where s.next_alarm_at is not null))[1] as next_step,
        jsonb_build_object(
            'agency', count(*) filter (where s.holder = 'agency'),
            'officer', count(*) filter (where s.holder = 'officer'),
            'head', count(*) filter (where s.holder = 'head'),
            'office', count(*) filter (where s.holder = 'office')
        ) as moves
    from request s
    where s.consultation = c.id and (f.whole or s.agency = $2)
) as r
order by c.opened_at desc, c.id

-- name: open_cases_of
-- What a new case of drafting agency $1 is compared with, newest first: those with the file $2, and those
-- found by all words of its subject, $3.
select
    c.id,
    c.subject,
    c.draft_sha256,
    c.officer_name,
    c.opened_at,
    array(select r.agency from request r where r.consultation = c.id order by r.agency) as agencies
from consultation c
where c.drafting_agency = $1
    and c.stage in ('open', 'suspended')
    and (c.draft_sha256 = $2 or array_to_tsvector(c.words) @@ ($3::text)::tsquery)
order by c.opened_at desc, c.id

-- name: open_dues
-- How much of what lies with each of the agencies $1 is due on each day in Viet Nam. Of cases that run
-- somebody holds what has no outcome, of all others nobody; of these the suspended ones run on later.
select agency, (due_at at time zone 'Asia/Ho_Chi_Minh')::date as day, count(*)::int as requests
from (
    select agency, due_at
    from request
    where settled_at is null and holder <> 'nobody'
    union all
    select r.agency, r.due_at
    from consultation c
    join request r on r.consultation = c.id
    where c.stage = 'suspended' and r.settled_at is null
) as lying
where agency = any($1::text[])
group by agency, day
