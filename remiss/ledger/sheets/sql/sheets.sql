-- name: last_sheet_entry
-- The hash of the newest entry, and the number of the next: never one a checkpoint has signed before,
-- also where an older backup lost its entry.
select
    (select hash from sheet_entry order by number desc limit 1) as hash,
    greatest(
        (select coalesce(max(number), 0) from sheet_entry),
        (select coalesce(max(version), 0) from signed_head where stream = $1)
    ) + 1 as number

-- name: append_sheet_entry
insert into sheet_entry (number, body, hash) values ($1, $2, $3)

-- name: sheet_entries
-- The sheet of a period with its amendments, in order; or all of them.
select body from sheet_entry where $1::text is null or period = $1 order by number

-- name: sheet_periods
select period from sheet_entry where kind = 'sheet' order by number

-- name: sheet_list
-- One line a sheet, of which no body is opened.
select
    period,
    max(made_at) filter (where kind = 'sheet') as made_at,
    sum(changes)::int as changes
from sheet_entry
group by period

-- name: counted_at
select now()

-- name: first_opened
select min(at) from event where type = 'consultation_opened'

-- name: cases_moved_since
-- Cases of the drafting agencies $2, or that ask one of the agencies $3, in which something was recorded
-- after $1.
select distinct e.stream
from event e
join consultation c on c.id = e.stream
where e.recorded_at > $1
    and (
        c.drafting_agency = any($2::text[])
        or exists (
            select from case_score s
            where s.consultation = e.stream and s.agency = any($3::text[])
        )
    )
order by e.stream

-- name: events_recorded
select version, body::text as body, recorded_at from event where stream = $1 order by version

-- name: sheet_heads
-- The entries as they lie: whether each fits the one before it, and what it calls itself.
select
    number,
    hash,
    period as about,
    hash = sha256(
        coalesce(lag(hash) over (order by number), ''::bytea) || convert_to(body, 'UTF8')
    )
    and number = (body::jsonb ->> 'number')::int as fits
from sheet_entry
order by number

-- name: newest_sheet_head
select number, hash from sheet_entry order by number desc limit 1

-- name: cases_asking
-- Cases that sent the agency $1 a request from $2 until before $3, after the case $4, $5 of them.
select distinct stream
from event
where type = 'request_sent' and agency = $1 and at >= $2 and at < $3 and stream > $4
order by stream
limit $5
