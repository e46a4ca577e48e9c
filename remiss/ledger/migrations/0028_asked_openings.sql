-- What officers ask a leader of their agency to open with an urgent grade. It is no case yet, and so no
-- event: it ends when it is opened, withdrawn or forgotten. `id` is that of the case that opens.
create table portal.asked_opening (
    id text primary key,
    agency text not null, -- that drafts; its leaders decide
    asked_by text not null,
    asked_at timestamptz not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'), -- of what opens: what is read is what is approved
    sent_back boolean not null default false,
    sealed bytea not null check (octet_length(sealed) <= 4194304)
);

create index asked_opening_agency on portal.asked_opening (agency, asked_at);
create index asked_opening_asked_at on portal.asked_opening (asked_at);

-- Drafts that went into an opening are found by its case.
create index draft_consultation on portal.draft (consultation) where consultation is not null;
