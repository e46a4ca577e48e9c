-- How far the read tables are made anew; no row where nobody has to. It stands from what asks for it, a
-- migration or `remiss rebuild`, until all is done, so that whoever is ended goes on from `reached`, the
-- last case of which that is certain. What an earlier release was ended in left no trace: where there are
-- events, it is done once more.
create table rebuilding (
    one boolean primary key default true check (one),
    reached text not null default ''
);

insert into rebuilding select from (select from event limit 1) as any_event;
