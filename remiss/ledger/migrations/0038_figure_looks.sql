-- Who read the figures of whom, in which role, of which period, and why where a reason is asked.
-- Whoever is looked at reads it; nobody changes it.
create table figure_look (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    reader text not null,
    reader_name text not null,
    role text not null,
    agency text, -- the reader's own
    figures text not null, -- which scorecard
    since date,
    until date,
    inspection text, -- the decision an inspector acts by
    reason text,
    people text[] not null check (cardinality(people) > 0)
);

create index figure_look_people on figure_look using gin (people);

create trigger figure_look_append_only
before update or delete or truncate on figure_look
for each statement execute function refuse_change();

-- Also in a session that replays replicated changes, where ordinary triggers sleep.
alter table figure_look enable always trigger figure_look_append_only;
