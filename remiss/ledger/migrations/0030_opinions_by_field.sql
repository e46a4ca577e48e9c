-- An agency's earlier replies on a field are found by the field, among the thousands of its own.
create index request_stood_by_field on request
using gin (jsonb_path_query_array(facts -> 'stood_by', '$[*].fields.*'))
where facts -> 'stood_by' is not null;

drop index request_stood_by;
