-- Flags by their time: each assessment asks how people decided on those of the last months.
create index event_flagged on event (at) where type = 'reply_flagged';
