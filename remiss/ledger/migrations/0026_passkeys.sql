-- What a person proves with that they are the one who signed in, before they sign.
create table portal.passkey (
    -- The credential's, as browsers write it.
    id text primary key check (id ~ '^[A-Za-z0-9_-]+$' and char_length(id) between 16 and 1400),
    person text not null,
    name text not null check (char_length(name) <= 40), -- what its person calls it; '': nothing
    public_key bytea not null check (octet_length(public_key) <= 4096),
    sign_count bigint not null check (sign_count >= 0),
    added_at timestamptz not null,
    used_at timestamptz
);

create index passkey_person on portal.passkey (person);

-- What a browser was asked to sign. One for each session and purpose: the next takes its place, and it
-- is taken once, by the answer.
create table portal.passkey_challenge (
    session text not null references portal.session (id) on update cascade on delete cascade,
    purpose text not null check (purpose in ('add', 'prove')),
    challenge bytea not null,
    asked_at timestamptz not null,
    primary key (session, purpose)
);
