-- The sealed copy of a reply is found by its sha256, as what goes with an answer to a clarification is.
create index event_sealed_copies on event
using gin ((body -> 'event' -> 'attachments'))
where type = 'reply_letter_recorded';
