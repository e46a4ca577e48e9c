-- What the portal keeps for the people who use it. None of it is evidence: it is changed and ends, lies
-- in no dossier and is vouched for by no checkpoint. The service may change and delete here only.
create schema portal;

-- One sign-in of one person in one browser. `id` is the sha256 of the cookie, which is kept nowhere.
-- A session that ended stays a few days, so that a form sent after its end is kept for its person.
create table portal.session (
    id text primary key check (id ~ '^[0-9a-f]{64}$'),
    person text not null,
    held jsonb not null, -- the person once in each of their roles
    role text not null, -- the one they act in
    subject text not null, -- who they are to the issuer, which may end the session from its side
    provider_session text,
    began_at timestamptz not null,
    proved_at timestamptz not null, -- when they last proved who they are
    seen_at timestamptz not null, -- when they last asked for anything, to the minute
    ends_at timestamptz not null, -- at the latest
    ended_at timestamptz,
    remembered boolean not null, -- in a device of their own: idle, it still shows pages
    check (held @> jsonb_build_array(jsonb_build_object('id', person, 'role', role)))
);

create index session_person on portal.session (person) where ended_at is null;
create index session_subject on portal.session (subject) where ended_at is null;
create index session_ends on portal.session (ends_at);

-- A way to the provider and back, taken once and within minutes. `id` is the sha256 of its state; what
-- proves that the browser that comes back is the one that went lies in that browser alone.
create table portal.sign_in_attempt (
    id text primary key check (id ~ '^[0-9a-f]{64}$'),
    then_to text not null, -- a path of ours
    remembered boolean not null,
    -- The session whose person proves who they are again.
    proves text references portal.session (id) on update cascade on delete cascade,
    began_at timestamptz not null
);

create index sign_in_attempt_began on portal.sign_in_attempt (began_at);
