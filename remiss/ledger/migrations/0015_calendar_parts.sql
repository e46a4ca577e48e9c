-- A part of a day, and one territory's day. Rows of before are of the whole day and the whole
-- province, which is what null says.
alter table calendar_override
add column part text check (part in ('morning', 'afternoon')),
add column territory text;

-- A storm closes several communes on one day, by one command.
alter table calendar_override drop constraint calendar_override_command;
alter table calendar_override
add constraint calendar_override_command
unique nulls not distinct (command_id, date, territory);
