-- What waits for the drafting side or the Office, case by case, as `consultation.tasks` lists it.
-- Cases open at this time are listed once their next event is recorded, or after `remiss rebuild`.
alter table consultation add column tasks jsonb not null default '[]';

create index consultation_tasks on consultation (drafting_agency) where tasks <> '[]';
