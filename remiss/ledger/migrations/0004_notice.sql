-- What people are told, and what became of telling them. Not a read table: it says what was sent,
-- so it is never rebuilt.

-- Up to where the events have been turned into notices.
create table notice_place (
    single boolean primary key default true check (single),
    transaction_id xid8 not null,
    position bigint not null
);

-- What happened before there were notices is told to nobody.
insert into notice_place (transaction_id, position)
values (pg_snapshot_xmin(pg_current_snapshot()), 0);

create index event_order on event (transaction_id, position);

create table notice (
    -- A digest of the four below; the channels carry it, so that receivers know a repeat.
    id text primary key,
    stream text not null,
    version int not null,
    channel text not null check (channel in ('inbox', 'mail', 'webhook')),
    recipient text not null,

    kind text not null,
    at timestamptz not null,
    actor text not null,
    urgency text not null,
    -- Whose inbox: a person's, or that of a part in an agency.
    part text,
    agency text,
    person text,
    body jsonb not null,

    status text not null check (status in ('waiting', 'sent', 'failed', 'bounced')),
    attempts int not null,
    created_at timestamptz not null,
    deliver_after timestamptz not null,
    -- Null: nothing will be tried any more. While it is being tried: when it may be tried again.
    next_attempt_at timestamptz,
    -- The mail it goes in, alone or with others; fixed by the first attempt.
    letter text,
    last_error text,
    sent_at timestamptz,

    constraint notice_once unique (stream, version, channel, recipient),
    constraint notice_sent_when check ((status = 'sent') = (sent_at is not null)),
    constraint notice_settled check (
        (status = 'waiting' and next_attempt_at is not null)
        or (status in ('sent', 'bounced') and next_attempt_at is null)
        or status = 'failed'
    )
);

create index notice_due on notice (channel, next_attempt_at) where next_attempt_at is not null;
create index notice_recent on notice (recipient, sent_at)
where channel = 'mail' and sent_at is not null;
create index notice_person on notice (person, at desc, id desc)
where channel = 'inbox' and person is not null;
create index notice_part on notice (part, agency, at desc, id desc)
where channel = 'inbox' and person is null;
create index notice_undelivered on notice (created_at desc, id desc)
where status in ('failed', 'bounced');
