-- The ledger. One row per event, never changed and never deleted.
create table event (
    -- Content: repeated from the body so that it can be searched, and checked against it.
    stream text not null,
    version int not null check (version >= 1),
    type text not null,
    at timestamptz not null,
    actor text not null,
    agency text,
    command_id text not null,
    -- Content: the whole event in its place, and the chain over it.
    body jsonb not null,
    previous_hash bytea,
    hash bytea not null,
    -- Bookkeeping of this database; not hashed, and of no meaning to any rule.
    position bigint generated always as identity,
    transaction_id xid8 not null default pg_current_xact_id(),
    recorded_at timestamptz not null default now(),

    constraint event_stream_version primary key (stream, version),
    constraint event_first_follows_none check ((version = 1) = (previous_hash is null))
);

comment on column event.transaction_id is
    'Subscribers read in the order (transaction_id, position), and only below '
    'pg_snapshot_xmin(pg_current_snapshot()): by position alone they would miss events of '
    'transactions that commit late.';

create index event_command on event (command_id);
create index event_agency on event (agency, at) where agency is not null;

create index event_attachments on event
using gin ((body -> 'event' -> 'reply' -> 'attachments'))
where type in ('reply_drafted', 'reply_received');

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'Sổ cái chỉ được ghi thêm: không được % bảng %. / The ledger is append-only: % on table % is refused.',
        tg_op, tg_table_name, tg_op, tg_table_name
        using errcode = 'restrict_violation';
end
$$;

create trigger event_append_only
before update or delete or truncate on event
for each statement execute function refuse_change();

-- Also in a session that replays replicated changes, where ordinary triggers sleep.
alter table event enable always trigger event_append_only;
