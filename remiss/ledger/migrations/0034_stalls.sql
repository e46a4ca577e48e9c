-- What the Office's desk lists and counts, of requests whose case runs and that have no outcome: from when
-- on each stalls, and that it is in progress. Rows of before say neither until their next event, or
-- `remiss rebuild`, which a start after this does by itself.
alter table request
    add column in_progress boolean not null default false,
    add column stalls_from timestamptz;

create index request_stalls on request (stalls_from) where stalls_from is not null;
create index request_ages on request (sent_at) where in_progress;
create index request_in_progress on request (agency, due_at, consultation) where in_progress;
