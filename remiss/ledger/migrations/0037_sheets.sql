-- The sheets of a period and what was amended of them later, in one chain: each hash covers the text of
-- its entry and the hash before it. The other columns follow from the text. Never rebuilt: what was
-- reported stays reported.
create table sheet_entry (
    number int not null check (number >= 1),
    body text not null,
    hash bytea not null,
    kind text not null generated always as (body::jsonb ->> 'kind') stored,
    period text not null generated always as (body::jsonb ->> 'period') stored,
    made_at text not null generated always as (body::jsonb ->> 'made_at') stored,
    changes int not null
    generated always as (coalesce(jsonb_array_length(body::jsonb -> 'changes'), 0)) stored,
    constraint sheet_entry_number primary key (number)
);

create unique index sheet_once on sheet_entry (period) where kind = 'sheet';
create index sheet_entry_period on sheet_entry (period, number);

create trigger sheet_entry_append_only
before update or delete or truncate on sheet_entry
for each statement execute function refuse_change();

-- Also in a session that replays replicated changes, where ordinary triggers sleep.
alter table sheet_entry enable always trigger sheet_entry_append_only;
