-- name: list_cases
-- Cases, newest first. $1: the agency the caller drafts for; $2: the agency the caller answers for;
-- with both, the cases of either; both null: every case. Filters on requests look only at those the
-- caller may see. $5: words, each of which is to begin some word of what the caller may see.
select
    c.id,
    c.opened_at as at,
    (to_jsonb(c) - '{search,words}'::text[] || jsonb_build_object('requests', (
        select coalesce(jsonb_agg(to_jsonb(r) - '{consultation,words}'::text[] order by r.agency), '[]')
        from request r
        where r.consultation = c.id
    )))::text as body
from consultation c
where (
    coalesce($1::text, $2::text) is null
    or c.drafting_agency = $1
    or exists (select from request r where r.consultation = c.id and r.agency = $2)
)
    and ($3::text is null or c.stage = $3)
    and ($4::text is null or c.officer = $4)
    and ($5::text is null or (
        array_to_tsvector(c.words) @@ ($5::text)::tsquery
        and (
            coalesce($1::text, $2::text) is null
            or c.drafting_agency = $1
            or exists (
                select from request r
                where r.consultation = c.id and r.agency = $2
                    and array_to_tsvector(r.words || array(
                        select jsonb_array_elements_text(c.search -> place)
                        from unnest(array_append(r.questions, '')) as place
                    )) @@ ($5::text)::tsquery
            )
        )
    ))
    and ($6::text is null or exists (
        select from request r
        where r.consultation = c.id and r.agency = $6
            and ($2::text is null or r.agency = $2 or c.drafting_agency = $1)
    ))
    and ($7::boolean is null or $7 = (c.stage = 'open' and exists (
        select from request r
        where r.consultation = c.id and r.overdue and r.settled_at is null
            and ($2::text is null or r.agency = $2 or c.drafting_agency = $1)
            and ($6::text is null or r.agency = $6)
    )))
    and ($8::timestamptz is null or c.opened_at < $8 or (c.opened_at = $8 and c.id > $9))
order by c.opened_at desc, c.id
limit $10

-- name: inbox
-- Requests of agency $1 at stages $2, soonest due first. In a case that is over, only settled ones.
select
    c.id,
    r.due_at as at,
    jsonb_build_object(
        'consultation', c.id,
        'case_stage', c.stage,
        'subject', c.subject,
        'kind', c.kind,
        'urgency', c.urgency,
        'drafting_agency', c.drafting_agency,
        'officer_name', c.officer_name,
        'request', to_jsonb(r) - '{consultation,words}'::text[]
    )::text as body
from request r
join consultation c on c.id = r.consultation
where r.agency = $1
    and r.stage = any($2::text[])
    and (c.stage in ('open', 'suspended') or r.settled_at is not null)
    and ($3::timestamptz is null or r.due_at > $3 or (r.due_at = $3 and c.id > $4))
order by r.due_at, c.id
limit $5

-- name: tasks
-- What waits in cases, soonest due first; what has no due time comes last, under year 9999.
-- $1: who decides (officer, head, office). $2: the agency drafted for, or null for all; $3: the officer in
-- charge, or null for all. $4: an agency whose own requests its people do not decide on, or null.
with waiting as (
    select
        c.*,
        t.task,
        coalesce((t.task ->> 'due_at')::timestamptz, '9999-12-31T00:00:00Z') as due,
        concat_ws(
            '/',
            c.id,
            t.task ->> 'agency',
            t.task ->> 'request',
            t.task ->> 'kind',
            t.task ->> 'question',
            t.task ->> 'number'
        ) as place
    from consultation c
    cross join lateral jsonb_array_elements(c.tasks) as t (task)
    where c.tasks <> '[]'
        and t.task ->> 'holder' = any($1::text[])
        and ($2::text is null or c.drafting_agency = $2)
        and ($3::text is null or c.officer = $3)
        and ($4::text is null or t.task ->> 'agency' <> $4)
)

select
    w.due as at,
    w.place as id,
    jsonb_build_object(
        'consultation', w.id,
        'subject', w.subject,
        'kind', w.kind,
        'urgency', w.urgency,
        'drafting_agency', w.drafting_agency,
        'officer_name', w.officer_name,
        'agency_name', r.agency_name,
        'task', w.task
    )::text as body
from waiting w
join request r on r.consultation = w.id and r.agency = w.task ->> 'agency'
where $5::timestamptz is null or w.due > $5 or (w.due = $5 and w.place > $6)
order by w.due, w.place
limit $7

-- name: open_cases_of
-- What a new case of drafting agency $1 is compared with, newest first.
select
    c.id,
    c.subject,
    c.draft_sha256,
    c.officer_name,
    c.opened_at,
    array(select r.agency from request r where r.consultation = c.id order by r.agency) as agencies
from consultation c
where c.drafting_agency = $1 and c.stage in ('open', 'suspended')
order by c.opened_at desc, c.id
