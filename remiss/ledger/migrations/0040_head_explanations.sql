-- What heads explain of their agency's figures of a quarter, each with who and when. What is added later
-- stands beside what was said before; nobody changes it.
create table head_explanation (
    key text primary key, -- of the form: sent twice, it is one
    at timestamptz not null default clock_timestamp(),
    agency text not null,
    since date not null, -- first day of the quarter
    until date not null, -- its last
    by_id text not null,
    by_name text not null,
    words text not null,
    check (since <= until)
);

create index head_explanation_agency on head_explanation (agency, since);

create trigger head_explanation_append_only
before update or delete or truncate on head_explanation
for each statement execute function refuse_change();

-- Also in a session that replays replicated changes, where ordinary triggers sleep.
alter table head_explanation enable always trigger head_explanation_append_only;
