-- Places of requests in lists. By the task their case serves, those of cases without one behind all others by
-- their own deadline: a thousand years of 365.25 days later. No case of before this has a task. And by when
-- whoever has the next move is to make it, as facts say it.
alter table request
    add column by_task timestamptz,
    add column moves_by timestamptz;
update request set
    by_task = due_at + interval '8766000 hours',
    moves_by = coalesce((facts ->> 'turn_until')::timestamptz, due_at);
create index request_open_by_task on request (by_task) where settled_at is null;
-- A page of what stalls is read in its order, where every request that stalls was sorted.
create index request_stalls_by_task on request (by_task) where stalls_from is not null;
create index request_stalls_by_move on request (moves_by) where stalls_from is not null;
