-- What lies with agencies is counted from the index alone: `open_dues`.
create index request_lying on request (agency, due_at) where settled_at is null and holder <> 'nobody';
