-- What lists show and are found by, so that none reads a whole case. `facts`: what pages say of a row
-- besides its columns. `asked`, `overdue`: the agencies asked, and those late with an open request of
-- a case that runs. Rows of before say here what the events say without being followed; the rest comes
-- with their next event, or `remiss rebuild`.
alter table consultation
    add column facts jsonb,
    add column asked text[] not null default '{}',
    add column overdue text[] not null default '{}';

alter table request add column facts jsonb;

update consultation c
set
    facts = jsonb_build_object(
        'drafting_agency', e.body #> '{event,drafting_agency,name}',
        'calendar', coalesce(
            (
                select d.body #>> '{event,calendar,version}'
                from event d
                where d.stream = c.id and d.type = 'calendar_changed'
                order by d.version desc
                limit 1
            ),
            e.body #>> '{event,calendar,version}'
        )
    ),
    asked = array(select r.agency from request r where r.consultation = c.id order by r.agency),
    overdue = case when c.stage = 'open' then array(
        select r.agency from request r
        where r.consultation = c.id and r.overdue and r.settled_at is null
        order by r.agency
    ) else '{}' end
from event e
where e.stream = c.id and e.version = 1;

update request
set facts = jsonb_build_object('name', jsonb_build_object('vi', agency_name, 'en', agency_name));

create index consultation_asked on consultation using gin (asked);
create index consultation_overdue on consultation (opened_at desc, id) where overdue <> '{}';
create index consultation_draft on consultation (draft_sha256);
create index consultation_for_office on consultation (id) where tasks @> '[{"holder": "office"}]';

-- An inbox and what is settled run soonest due first, by keyset (due_at, consultation).
drop index request_inbox;

create index request_pending on request (agency, due_at, consultation) where settled_at is null;
create index request_settled on request (agency, due_at, consultation) where settled_at is not null;

-- The calendar of a row is named by its version and read from an event that brought it.
create index event_calendar_version on event ((body #>> '{event,calendar,version}'))
where type in ('consultation_opened', 'calendar_changed');
