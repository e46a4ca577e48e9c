-- A notice sent again is a row of its own: what became of the one before stays as it was signed.
alter table notice add column again int not null default 0 check (again >= 0);
alter table notice drop constraint notice_once;
alter table notice add constraint notice_once unique (stream, version, channel, recipient, again);
