-- The reports of working mornings, newest first. $1: only those of days before it; $2: how many.
select
    day,
    made_at,
    jsonb_array_length(body #> '{office,overdue}') as overdue,
    jsonb_array_length(body #> '{office,stalled}') as stalled,
    case
        when chairman_docx is null then 0
        else jsonb_array_length(body #> '{chairman,overdue}')
            + jsonb_array_length(body #> '{chairman,stalled}')
    end as to_chairman
from report
where $1::date is null or day < $1
order by day desc
limit $2
