-- name: list_open_requests
-- Requests without an outcome in cases that are not over, soonest first of `place`. $1: the agency the reader drafts
-- for; $2: the agency they answer for; both null: of every case. `scope` says the same in words that have an
-- index. An agency's people read of another agency's request its name, when it is due and whether it is
-- late; all of it of their own. $3: the agency asked, or null for all; $4: late ones alone, or null. $7: an
-- agency whose people oversee no case to which it is a party, or null: they read no more of these either.
select
    r.consultation || '/' || r.agency as id,
    {place} as at,
    jsonb_build_object(
        'consultation', c.id,
        'case_stage', c.stage,
        'subject', c.subject,
        'officer_name', c.officer_name,
        'facts', c.facts,
        'recorded_at', e.at,
        'agency', r.agency,
        'name', r.facts -> 'name',
        'due_at', r.due_at,
        'overdue', r.overdue,
        'request', case
            when ($2::text is null or c.drafting_agency is not distinct from $1 or r.agency = $2)
                and ($7::text is null or c.drafting_agency <> $7 and not c.asked @> array[$7])
                then to_jsonb(r) - '{{consultation,words,in_progress,stalls_from,by_task,moves_by}}'::text[]
        end
    )::text as body
from request r
join consultation c on c.id = r.consultation
join event e on e.stream = c.id and e.version = c.version
where r.settled_at is null
    and c.stage in ('open', 'suspended')
    and {scope}
    and ($3::text is null or r.agency = $3)
    and ($4::boolean is null or r.overdue = $4)
    and ($5::timestamptz is null or {place} > $5
        or ({place} = $5 and r.consultation || '/' || r.agency > $6))
order by {place}, r.consultation || '/' || r.agency
limit $8
