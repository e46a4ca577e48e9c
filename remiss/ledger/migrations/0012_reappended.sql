-- Events that a restored database had lost and `remiss reconcile` wrote again: which, and until
-- when the ledger that was lost is known to have been at work. Mail that was to go out before that
-- is not sent a second time; see notices/.
create table reappended (
    stream text not null,
    after_version int not null,
    up_to_version int not null,
    told_before timestamptz not null,
    at timestamptz not null default now(),
    constraint reappended_versions check (up_to_version > after_version)
);

create index reappended_stream on reappended (stream);
