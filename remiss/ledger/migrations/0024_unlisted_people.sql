-- Events that name somebody whom no list had are found without reading all.
create index event_unlisted on event (stream)
where body -> 'event' ? 'unlisted';
