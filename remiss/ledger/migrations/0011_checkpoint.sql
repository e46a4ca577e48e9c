-- The checkpoints, beside their files: what was signed about all chains, and when.
create table checkpoint (
    number int not null check (number >= 1),
    at timestamptz not null,
    body jsonb not null,
    constraint checkpoint_number primary key (number)
);

create trigger checkpoint_append_only
before update or delete or truncate on checkpoint
for each statement execute function refuse_change();

-- Also in a session that replays replicated changes, where ordinary triggers sleep.
alter table checkpoint enable always trigger checkpoint_append_only;

-- The checkpoint a morning's report goes out with; or why there is none: {"vi": ..., "en": ...}.
alter table report
add column checkpoint int references checkpoint,
add column checkpoint_refused jsonb,
add constraint report_checkpoint_or_why check (checkpoint is null or checkpoint_refused is null);
