-- name: stored
-- What is stored of versions $2 to $3, and the hash they follow. Bodies only where they are compared.
-- With the hash stand the facts of the parts $4 that scorecards count of the case, if they are current.
select
    version,
    hash,
    case when version >= $2 then body::text end as body,
    case when version < $2 then (
        select jsonb_object_agg(s.agency, s.facts)
        from consultation c
        join case_score s on s.consultation = c.id
        where c.id = $1 and c.scored = $2 - 1 and s.agency = any($4::text[])
    ) end as facts
from event
where stream = $1 and version between $2 - 1 and $3
order by version

-- name: record
-- Events (perhaps none) and the rows after them, of one case or of many. One statement is one
-- transaction and one round trip. A row of an older version neither replaces a newer one nor touches
-- its requests. $6: the parts of case scores that changed; what they add is summed where $7, each sum
-- locked in the order of its key.
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
    from unnest($1::jsonb[], $2::bytea[], $3::bytea[])
    with ordinality as new (body, previous_hash, hash, place)
    order by place
),
saved as (
    insert into consultation
    select * from jsonb_populate_recordset(null::consultation, $4::jsonb)
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
        facts = excluded.facts,
        asked = excluded.asked,
        overdue = excluded.overdue,
        search = excluded.search,
        words = excluded.words,
        scored = excluded.scored
    where consultation.version < excluded.version
    returning id
),
part as (
    select * from jsonb_populate_recordset(null::case_score, $6::jsonb)
),
kept as (
    insert into case_score
    select * from part
    on conflict (consultation, agency) do update set
        facts = excluded.facts,
        marks = excluded.marks
),
changed as (
    select marks, 1 as sign from part
    where $7
    union all
    select s.marks, -1 from part join case_score s using (consultation, agency)
    where $7
),
summed as (
    insert into scorecard
    select m.card, m.subject, m.part, m.name, p.span, p.since, f.key, sum(c.sign * f.value::int)
    from changed c
    cross join lateral jsonb_to_recordset(c.marks)
        as m (card text, subject text, part text, name text, day date, figures jsonb)
    cross join lateral jsonb_each_text(m.figures) as f
    cross join lateral (
        values ('day', m.day), ('month', date_trunc('month', m.day)::date)
    ) as p (span, since)
    group by m.card, m.subject, m.part, m.name, p.span, p.since, f.key
    having sum(c.sign * f.value::int) <> 0
    order by m.card, p.span, p.since, m.subject, m.part, m.name, f.key
    on conflict (card, span, since, subject, part, name, figure) do update set
        amount = scorecard.amount + excluded.amount
)
insert into request
select r.*
from jsonb_populate_recordset(null::request, $5::jsonb) as r
join saved on saved.id = r.consultation
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
    desk = excluded.desk,
    facts = excluded.facts,
    words = excluded.words,
    in_progress = excluded.in_progress,
    stalls_from = excluded.stalls_from,
    by_task = excluded.by_task,
    moves_by = excluded.moves_by
