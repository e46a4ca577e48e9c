-- name: stretches
-- The cases after $2 in stretches of $1, also those of which only read rows are left: the last id of each,
-- how many cases come before it, and how many up to its end, of all there are.
select max(id) as up_to, min(place) - 1 as before, max(place) as reached
from (
    select id, row_number() over (order by id) as place
    from (select stream as id from event union select id from consultation) as known
) as numbered
where id > $2
group by (place - 1) / $1
order by up_to

-- name: chain
select
    stream, version, type, at, actor, agency, command_id,
    body::text as body, previous_hash, hash
from event
where stream = $1
order by version

-- name: chains
-- As `chain`, those of the cases after $1 and up to $2.
select
    stream, version, type, at, actor, agency, command_id,
    body::text as body, previous_hash, hash
from event
where stream > $1 and stream <= $2
order by stream, version

-- name: known_version
select version from consultation where id = $1

-- name: known_versions
select id, version from consultation where id > $1 and id <= $2

-- name: rows_differ
-- The cases of the rows $1, $2 and $4 of which the tables say something else.
with wanted as (
    select consultation, array_agg(r order by agency) as requests
    from jsonb_populate_recordset(null::request, $2::jsonb) as r
    group by consultation
),
stored as (
    select consultation, array_agg(r order by agency) as requests
    from request as r
    where consultation = any($3::text[])
    group by consultation
),
counted as (
    select consultation, array_agg(s order by agency) as parts
    from jsonb_populate_recordset(null::case_score, $4::jsonb) as s
    group by consultation
),
scored as (
    select consultation, array_agg(s order by agency) as parts
    from case_score as s
    where consultation = any($3::text[])
    group by consultation
)
select e.id
from jsonb_populate_recordset(null::consultation, $1::jsonb) as e
left join consultation as c on c.id = e.id
left join wanted as w on w.consultation = e.id
left join stored as s on s.consultation = e.id
left join counted as n on n.consultation = e.id
left join scored as p on p.consultation = e.id
where c is distinct from e
    or s.requests is distinct from w.requests
    or p.parts is distinct from n.parts

-- name: sums_differ
-- How many sums of the scorecards are not those of the cases.
with wanted as (
    select m.card, m.subject, m.part, m.name, 'day' as span, m.day as since, f.key as figure,
        sum(f.value::int) as amount
    from case_score c
    join consultation k on k.id = c.consultation
    cross join lateral jsonb_to_recordset(c.marks)
        as m (card text, subject text, part text, name text, day date, figures jsonb)
    cross join lateral jsonb_each_text(m.figures) as f
    group by m.card, m.subject, m.part, m.name, m.day, f.key
),
every as (
    select * from wanted
    union all
    select card, subject, part, name, 'month', date_trunc('month', since)::date, figure, sum(amount)
    from wanted
    group by card, subject, part, name, date_trunc('month', since), figure
)
select count(*)
from every e
full join scorecard s using (card, subject, part, name, span, since, figure)
where coalesce(e.amount, 0) <> coalesce(s.amount, 0)

-- name: sum_scores
-- The sums of the scorecards, of all cases; there are none before.
insert into scorecard
with day as (
    select m.card, m.subject, m.part, m.name, m.day, f.key as figure, sum(f.value::int) as amount
    from case_score c
    cross join lateral jsonb_to_recordset(c.marks)
        as m (card text, subject text, part text, name text, day date, figures jsonb)
    cross join lateral jsonb_each_text(m.figures) as f
    group by m.card, m.subject, m.part, m.name, m.day, f.key
)
select card, subject, part, name, 'day', day, figure, amount from day
union all
select card, subject, part, name, 'month', date_trunc('month', day), figure, sum(amount)
from day
group by card, subject, part, name, date_trunc('month', day), figure
