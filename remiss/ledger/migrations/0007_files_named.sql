-- Files are found by their sha256 wherever a case names them: each version of the draft, and what
-- goes with the answer to a clarification. (A reply's attachments have their index since 0001.)
create index event_draft on event ((body #>> '{event,draft,sha256}'))
where type in ('consultation_opened', 'draft_amended');

create index event_answer_attachments on event
using gin ((body -> 'event' -> 'attachments'))
where type = 'clarification_answered';
