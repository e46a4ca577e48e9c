-- What happens in inspections, in one chain: each hash covers the hash before it and the sha256 of the text
-- of its entry, so that a proof needs no text of another inspection. The other columns follow from the text.
create table inspection_entry (
    number int not null check (number >= 1),
    body text not null,
    hash bytea not null,
    inspection text not null generated always as (body::jsonb ->> 'inspection') stored,
    version int not null generated always as ((body::jsonb ->> 'version')::int) stored,
    kind text not null generated always as (body::jsonb #>> '{event,kind}') stored,
    command_id text not null generated always as (body::jsonb ->> 'command_id') stored,
    constraint inspection_entry_number primary key (number)
);

create unique index inspection_version on inspection_entry (inspection, version);
create unique index inspection_command on inspection_entry (command_id);

create trigger inspection_entry_append_only
before update or delete or truncate on inspection_entry
for each statement execute function refuse_change();

-- Also in a session that replays replicated changes, where ordinary triggers sleep.
alter table inspection_entry enable always trigger inspection_entry_append_only;

-- The lists from which samples were drawn, each under the hash that its entry names.
create table inspection_population (
    sha256 text primary key check (sha256 = encode(sha256(convert_to(body, 'UTF8')), 'hex')),
    body text not null
);

create trigger inspection_population_append_only
before update or delete or truncate on inspection_population
for each statement execute function refuse_change();

alter table inspection_population enable always trigger inspection_population_append_only;
