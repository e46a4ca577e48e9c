-- Since when a request stands in the overdue list, and what its agency says of the delay.
-- Rows of before have neither until their next event, or `remiss rebuild`.
alter table request
    add column listed_on date,
    add column delay_reason text;
