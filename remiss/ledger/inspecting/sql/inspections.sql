-- name: last_inspection_entry
-- The hash of the newest entry, and the number of the next: never one a checkpoint has signed before,
-- also where an older backup lost its entry.
select
    (select hash from inspection_entry order by number desc limit 1) as hash,
    greatest(
        (select coalesce(max(number), 0) from inspection_entry),
        (select coalesce(max(version), 0) from signed_head where stream = $1)
    ) + 1 as number

-- name: append_inspection_entry
-- With the list it names, if any: under its own hash the same list is the same row.
with kept as (
    insert into inspection_population (sha256, body)
    select $4, $5 where $4::text is not null
    on conflict (sha256) do nothing
)
insert into inspection_entry (number, body, hash) values ($1, $2, $3)

-- name: inspection_entries
select body from inspection_entry where inspection = $1 order by version

-- name: inspection_command
select body from inspection_entry where command_id = $1

-- name: inspections_opened
-- One line for each inspection, the last opened first, after the entry $2; without those that name the
-- agency $1 or drew a case to which it is a party.
select
    o.body,
    o.number::text as id,
    (o.body::jsonb #>> '{event,at}')::timestamptz as at,
    (select count(*)::int from inspection_entry e
        where e.inspection = o.inspection and e.kind = 'sample_committed') as committed,
    (select count(*)::int from inspection_entry e
        where e.inspection = o.inspection and e.kind = 'sample_drawn') as drawn
from inspection_entry o
where o.kind = 'inspection_opened'
    and ($1::text is null or not ({about}))
    and ($2::int is null or o.number < $2)
order by o.number desc
limit $3

-- name: is_inspection_about
-- Whether the inspection $2 is about the agency $1.
select exists (
    select from (select $2::text as inspection) as o where {about}
) as about

-- name: inspection_about
-- Read by the statements above in place of `about`: whether the inspection `o` names the agency $1 in what
-- it draws from, or drew a case that this agency drafts or is asked in.
exists (
    select from inspection_entry e
    where e.inspection = o.inspection
        and e.kind = 'sample_committed'
        and (
            e.body::jsonb #> '{event,criteria,asked}' ? $1
            or e.body::jsonb #> '{event,criteria,drafting}' ? $1
        )
)
or exists (
    select from inspection_entry e
    cross join lateral jsonb_array_elements_text(e.body::jsonb #> '{event,drawn}') as line
    join consultation c on c.id = split_part(line, '/', 1)
    where e.inspection = o.inspection
        and e.kind = 'sample_drawn'
        and (c.drafting_agency = $1 or c.asked @> array[$1])
)

-- name: inspection_population
select body from inspection_population where sha256 = $1

-- name: checkpoint_after_commitment
-- The first checkpoint that signed the chain $1 at the entry $2 or beyond.
select
    h.number,
    c.body -> 'checkpoint' -> 'statement' ->> 'root' as root,
    c.body -> 'checkpoint' ->> 'signature' as signature,
    c.at
from signed_head h
join checkpoint c using (number)
where h.stream = $1 and h.version >= $2
order by h.number
limit 1

-- name: population_at
-- What the checkpoint $1 and those before it speak for, of the kind $2: the case, the agency and version of
-- the event. Of agencies asked $3, of drafting agencies $4, from $5 until before $6; without the cases to
-- which $7 was a party then; $8 at most.
with known as (
    select stream, max(version) as version
    from signed_head
    where number <= $1 and stream not like '#%'
    group by stream
)
select e.stream, e.agency, e.version
from known k
join event e on e.stream = k.stream and e.version <= k.version and e.type = $2
join event o on o.stream = k.stream and o.version = 1
where ($5::timestamptz is null or e.at >= $5)
    and ($6::timestamptz is null or e.at < $6)
    and ($4::text[] = '{}' or o.body #>> '{event,drafting_agency,code}' = any($4))
    and (
        $3::text[] = '{}'
        or e.agency = any($3)
        or e.agency is null and exists (
            select from event r
            where r.stream = k.stream and r.version <= k.version
                and r.type = 'request_sent' and r.agency = any($3)
        )
    )
    and (
        $7::text is null
        or o.body #>> '{event,drafting_agency,code}' <> $7 and not exists (
            select from event r
            where r.stream = k.stream and r.version <= k.version
                and r.type = 'request_sent' and r.agency = $7
        )
    )
order by e.stream, e.version
limit $8

-- name: inspection_heads
-- The entries as they lie: whether each fits the one before it, and what it calls itself.
select
    number,
    hash,
    inspection as about,
    hash = sha256(
        coalesce(lag(hash) over (order by number), ''::bytea) || sha256(convert_to(body, 'UTF8'))
    )
    and number = (body::jsonb ->> 'number')::int as fits
from inspection_entry
order by number

-- name: newest_inspection_head
select number, hash from inspection_entry order by number desc limit 1

-- name: inspection_span
-- The texts and hashes of the entries $1 to $2, and the hash before them.
select number, body, hash from inspection_entry where number between $1 - 1 and $2 order by number
