-- A file of the draft that took the place of a wrong one is found like that of each version.
create index event_replaced_draft on event ((body #>> '{event,draft,sha256}'))
where type = 'draft_file_replaced';
