-- On whose desk a request lies inside its agency, for its own people. Rows of before have none until
-- their next event, or `remiss rebuild`.
alter table request add column desk jsonb;
