-- Answers only where the ledger's tables are in place.
select count(*) from (select 1 from event limit 1) as any_event
