-- What scorecards are read from. `case_score`: what each case counts, in a part for each agency asked
-- and one for the case itself (agency ''); `scorecard`: the sums of all cases, by day and by month.
-- Everything follows from the events; `remiss rebuild` fills both, which a start after this does.
create table case_score (
    consultation text not null,
    agency text not null,
    facts jsonb not null,
    marks jsonb not null,
    primary key (consultation, agency)
);

create table scorecard (
    card text not null,
    subject text not null,
    part text not null,
    name text not null,
    span text not null check (span in ('day', 'month')),
    since date not null,
    figure text not null,
    amount bigint not null,
    primary key (card, span, since, subject, part, name, figure)
) with (fillfactor = 70);

create index scorecard_subject on scorecard (card, subject, span, since);

-- Up to which version the scorecards follow a case; null: its parts are counted anew at its next event.
alter table consultation add column scored int;

-- Agencies asked against their mandates, with the reason: few, and listed one by one.
create index event_override on event (stream)
where type = 'request_sent' and jsonb_typeof(body #> '{event,override}') = 'object';
