-- What was reported stays reported, whatever is tried: a report is evidence as an event is.
create trigger report_append_only
before update or delete or truncate on report
for each statement execute function refuse_change();

-- Also in a session that replays replicated changes, where ordinary triggers sleep.
alter table report enable always trigger report_append_only;
