-- An agency's earlier replies are found by their fields of government. `stood_by`, in the facts of a
-- request: which of the agency's replies in the case stand, when they came and on which fields. Rows of
-- before have it with their next event, or `remiss rebuild`.
create index request_stood_by on request (agency) where facts -> 'stood_by' is not null;
