-- What the checkpoints signed about notices: of each notice what it says (settled false), and what
-- became of it once nothing more is tried (settled true), under the checkpoint that signed it.
create table signed_notice (
    notice text not null,
    settled boolean not null,
    number int not null check (number >= 1),
    hash bytea not null,
    constraint signed_notice_once primary key (notice, settled)
);

create index signed_notice_number on signed_notice (number);

create trigger signed_notice_append_only
before update or delete or truncate on signed_notice
for each statement execute function refuse_change();

-- Also in a session that replays replicated changes, where ordinary triggers sleep.
alter table signed_notice enable always trigger signed_notice_append_only;
