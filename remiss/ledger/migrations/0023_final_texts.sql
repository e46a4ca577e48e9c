-- The final text of a case is found by its sha256, as each version of the draft is.
create index event_final_text on event ((body #>> '{event,file,sha256}'))
where type = 'final_text_recorded';
