-- How much is in a report, so that a list of reports opens none of them: in a large province the body
-- of each holds many megabytes.
alter table report
add column overdue int not null
generated always as (coalesce(jsonb_array_length(body #> '{office,overdue}'), 0)) stored,
add column stalled int not null
generated always as (coalesce(jsonb_array_length(body #> '{office,stalled}'), 0)) stored,
add column to_chairman int not null
generated always as (
    case
        when chairman_docx is null then 0
        else coalesce(jsonb_array_length(body #> '{chairman,overdue}'), 0)
            + coalesce(jsonb_array_length(body #> '{chairman,stalled}'), 0)
    end
) stored;
