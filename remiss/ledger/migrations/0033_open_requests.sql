-- Open requests of many cases run soonest due first, by keyset (due_at, then case and agency).
create index request_open_due on request (due_at) where settled_at is null;

-- The secret addresses at which a calendar program fetches a person's deadlines, known by their sha256.
-- One for each person and role: the next takes its place.
create table portal.calendar_feed (
    id text primary key check (id ~ '^[0-9a-f]{64}$'),
    person text not null,
    role text not null,
    actor jsonb not null, -- who fetches, as they acted when it was made
    made_at timestamptz not null,
    ends_at timestamptz not null,
    read_at timestamptz,
    unique (person, role)
);
