-- name: stored
-- What is stored of versions $2 to $3, and the hash they follow. Bodies only where they are compared.
select version, hash, case when version >= $2 then body::text end as body
from event
where stream = $1 and version between $2 - 1 and $3
order by version

-- name: record
-- Events (perhaps none) and the rows after them. One statement is one transaction and one round
-- trip. A row of an older version neither replaces a newer one nor touches its requests.
with appended as (
    insert into event (
        stream, version, type, at, actor, agency, command_id, body, previous_hash, hash
    )
    select
        body ->> 'consultation',
        (body ->> 'version')::int,
        body -> 'event' ->> 'kind',
        (body -> 'event' ->> 'at')::timestamptz,
        body -> 'actor' ->> 'id',
        body -> 'event' ->> 'agency',
        body ->> 'command_id',
        body,
        previous_hash,
        hash
    from unnest($1::jsonb[], $2::bytea[], $3::bytea[]) as new (body, previous_hash, hash)
    order by (body ->> 'version')::int
),
saved as (
    insert into consultation
    select * from jsonb_populate_record(null::consultation, $4::jsonb)
    on conflict (id) do update set
        version = excluded.version,
        subject = excluded.subject,
        kind = excluded.kind,
        urgency = excluded.urgency,
        stage = excluded.stage,
        drafting_agency = excluded.drafting_agency,
        officer = excluded.officer,
        officer_name = excluded.officer_name,
        draft_sha256 = excluded.draft_sha256,
        round = excluded.round,
        opened_at = excluded.opened_at,
        closed_at = excluded.closed_at,
        next_alarm_at = excluded.next_alarm_at,
        level = excluded.level,
        tasks = excluded.tasks,
        search = excluded.search,
        words = excluded.words
    where consultation.version < excluded.version
    returning id
)
insert into request
select r.* from saved, jsonb_populate_recordset(null::request, $5::jsonb) as r
on conflict (consultation, agency) do update set
    agency_name = excluded.agency_name,
    round = excluded.round,
    stage = excluded.stage,
    questions = excluded.questions,
    sent_at = excluded.sent_at,
    first_due_at = excluded.first_due_at,
    due_at = excluded.due_at,
    clock_running = excluded.clock_running,
    holder = excluded.holder,
    clarifications = excluded.clarifications,
    extended = excluded.extended,
    declined = excluded.declined,
    comments = excluded.comments,
    undisposed = excluded.undisposed,
    acknowledged_at = excluded.acknowledged_at,
    official = excluded.official,
    drafted = excluded.drafted,
    overdue = excluded.overdue,
    level = excluded.level,
    returns = excluded.returns,
    return_level = excluded.return_level,
    replies = excluded.replies,
    position = excluded.position,
    days_late = excluded.days_late,
    verdict = excluded.verdict,
    silence = excluded.silence,
    settled_at = excluded.settled_at,
    next_alarm_at = excluded.next_alarm_at,
    next_step = excluded.next_step,
    listed_on = excluded.listed_on,
    delay_reason = excluded.delay_reason,
    words = excluded.words
