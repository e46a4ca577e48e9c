-- name: scorecard_sums
-- The figures of the scorecards $1 over a period: of each subject (or only $2) and each part of it. Whole
-- months are read as such, the days at their ends one by one: months from $3 until before $4, days from
-- $5 until before $6 and from $7 until before $8.
select subject, part, max(name) as name, jsonb_object_agg(figure, amount)::text as figures
from (
    select subject, part, max(name) as name, figure, sum(amount) as amount
    from scorecard
    where card = $1
        and ($2::text is null or subject = $2)
        and (
            span = 'month' and since >= $3::date and since < $4::date
            or span = 'day' and since >= $5::date and since < $6::date
            or span = 'day' and since >= $7::date and since < $8::date
        )
        and amount <> 0
    group by subject, part, figure
) as summed
group by subject, part
order by subject, part

-- name: names_of_agencies
-- As they were called when they were last asked.
select
    a.code,
    (
        select r.facts ->> 'name'
        from request r
        where r.agency = a.code
        order by r.sent_at desc
        limit 1
    ) as name
from unnest($1::text[]) as a (code)

-- name: names_of_drafters
-- As they were called in the case they opened last.
select
    a.code,
    (
        select c.facts ->> 'drafting_agency'
        from consultation c
        where c.drafting_agency = a.code
        order by c.opened_at desc
        limit 1
    ) as name
from unnest($1::text[]) as a (code)

-- name: overrides_used
-- Agencies asked against their mandates, where each reason was first given: by drafting agency (or only
-- $1), when $2 <= at < $3 (null: no bound). None of a case to which the agency $4 is a party, or null.
select
    agency,
    jsonb_build_object(
        'consultation', stream, 'agency', asked, 'at', told_at, 'by', override -> 'by',
        'reason', override -> 'reason'
    )::text as body
from (
    select distinct on (e.stream, e.agency, e.body #> '{event,override}')
        c.drafting_agency as agency,
        e.stream,
        e.agency as asked,
        e.at,
        e.body #> '{event,at}' as told_at,
        e.body #> '{event,override}' as override
    from event e
    join consultation c on c.id = e.stream
    where e.type = 'request_sent'
        and jsonb_typeof(e.body #> '{event,override}') = 'object'
        and ($1::text is null or c.drafting_agency = $1)
        and ($4::text is null or c.drafting_agency <> $4 and not c.asked @> array[$4])
    order by e.stream, e.agency, e.body #> '{event,override}', e.version
) as given
where ($2::timestamptz is null or at >= $2) and ($3::timestamptz is null or at < $3)
order by at, stream, asked
