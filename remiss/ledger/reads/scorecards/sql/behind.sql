-- name: scorecard_months
-- The figures of the scorecard $1 of one subject $2 (null: of all), by month, from $3 until before $4.
select since, jsonb_object_agg(figure, amount)::text as figures
from (
    select since, figure, sum(amount) as amount
    from scorecard
    where card = $1 and ($2::text is null or subject = $2) and span = 'month' and since >= $3::date and since < $4::date
    group by since, figure
) as summed
group by since
order by since

-- name: counted_of_agencies
-- Cases in which the figures $3 of the agency asked $1 (or only its person $2) counted from $4 until
-- before $5, after the case $6 and agency $7.
select c.id, s.agency, c.subject, sum(f.value::int)::int as amount, min(m.day), max(m.day)
from case_score s
join consultation c on c.id = s.consultation
cross join lateral jsonb_to_recordset(s.marks)
    as m (card text, subject text, part text, day date, figures jsonb)
cross join lateral jsonb_each_text(m.figures) as f
where s.agency = $1
    and m.card = 'agencies'
    and m.subject = $1
    and ($2::text is null or m.part = $2)
    and f.key = any($3::text[])
    and m.day >= $4::date and m.day < $5::date
    and (c.id, s.agency) > ($6, $7)
group by c.id, s.agency, c.subject
order by c.id, s.agency
limit $8

-- name: counted_of_drafters
-- As `counted_of_agencies`, of the drafting agency $1: also what is about the case itself.
select c.id, s.agency, c.subject, sum(f.value::int)::int as amount, min(m.day), max(m.day)
from consultation c
join case_score s on s.consultation = c.id
cross join lateral jsonb_to_recordset(s.marks)
    as m (card text, subject text, part text, day date, figures jsonb)
cross join lateral jsonb_each_text(m.figures) as f
where c.drafting_agency = $1
    and m.card = 'drafters'
    and m.subject = $1
    and ($2::text is null or m.part = $2)
    and f.key = any($3::text[])
    and m.day >= $4::date and m.day < $5::date
    and (c.id, s.agency) > ($6, $7)
group by c.id, s.agency, c.subject
order by c.id, s.agency
limit $8
