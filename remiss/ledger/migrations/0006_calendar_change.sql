-- Days off and days worked that an administrator recorded beside the package of holidays. Nothing
-- is edited: of several records of one day, the one with the highest ordinal counts.
create table calendar_override (
    date date not null,
    ordinal int not null check (ordinal >= 1),
    kind text not null check (kind in ('day_off', 'working_day')),
    name_vi text not null,
    name_en text not null,
    legal_basis text not null,
    reason text not null,
    recorded_by text not null,
    recorded_by_name text not null,
    recorded_at timestamptz not null,
    command_id text not null,
    position bigint generated always as identity,

    constraint calendar_override_ordinal primary key (date, ordinal),
    constraint calendar_override_command unique (command_id, date)
);

create trigger calendar_override_append_only
before update or delete or truncate on calendar_override
for each statement execute function refuse_change();

-- Also in a session that replays replicated changes, where ordinary triggers sleep.
alter table calendar_override enable always trigger calendar_override_append_only;

-- Which calendar a case follows.
create index event_calendar on event (stream, version desc)
where type in ('consultation_opened', 'calendar_changed');
