-- What people typed and did not send. `sealed` holds it under a key derived from those of the payloads.
-- A draft belongs to one person, or to all of an agency who answer one request; `number` counts its saves,
-- so that a page filled from an older one never overwrites a newer. `command` is what it was sent as.
create table portal.draft (
    owner text not null,
    place text not null, -- the page it is typed on, below /portal
    number int not null check (number > 0),
    saved_by text not null,
    saved_at timestamptz not null,
    command text,
    consultation text,
    sealed bytea not null check (octet_length(sealed) <= 4194304),
    primary key (owner, place),
    check ((command is null) = (consultation is null))
);

create index draft_saved_by on portal.draft (saved_by, saved_at desc);
create index draft_saved_at on portal.draft (saved_at);
create index draft_command on portal.draft (command) where command is not null;

-- A form kept whole for its person: sent after the end of the session, or filled from an older draft.
create table portal.kept_form (
    id text primary key check (id ~ '^[0-9a-f]{32}$'),
    person text not null,
    place text not null,
    why text not null check (why in ('session_over', 'proof_needed', 'two_tabs')),
    kept_at timestamptz not null,
    sealed bytea not null check (octet_length(sealed) <= 67108864)
);

create index kept_form_person on portal.kept_form (person, kept_at desc);
create index kept_form_kept_at on portal.kept_form (kept_at);
