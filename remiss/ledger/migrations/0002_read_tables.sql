-- What lists and inboxes read. Everything here follows from the events and can be rebuilt.
create table consultation (
    id text primary key,
    version int not null,
    subject text not null,
    kind text not null,
    urgency text not null,
    stage text not null,
    drafting_agency text not null,
    officer text not null,
    officer_name text not null,
    draft_sha256 text not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    next_alarm_at timestamptz,
    level smallint not null
);

-- Lists run newest first, by keyset (opened_at desc, id).
create index consultation_opened on consultation (opened_at desc, id);
create index consultation_stage on consultation (stage, opened_at desc, id);
create index consultation_agency on consultation (drafting_agency, opened_at desc, id);
create index consultation_officer on consultation (officer, opened_at desc, id);

create table request (
    consultation text not null references consultation,
    agency text not null,
    agency_name text not null,
    round int not null,
    stage text not null,
    questions text[] not null,
    sent_at timestamptz not null,
    first_due_at timestamptz not null,
    due_at timestamptz not null,
    clock_running boolean not null,
    acknowledged_at timestamptz,
    official text,
    drafted boolean not null,
    overdue boolean not null,
    level smallint not null,
    returns int not null,
    return_level smallint not null,
    replies int not null,
    position text,
    days_late int,
    verdict text,
    silence text,
    settled_at timestamptz,
    next_alarm_at timestamptz,
    next_step text,
    primary key (consultation, agency)
);

create index request_inbox on request (agency, stage, due_at);
create index request_overdue on request (due_at) where overdue and settled_at is null;
