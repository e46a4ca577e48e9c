-- name: current_role
select current_user::text

-- name: too_strong
-- Whether the role $1 could do to the tables of evidence $2 more than it is granted: by what it is, what it
-- owns, what it may become, or what everybody was granted. Null: there is no such role.
select
    rolsuper
    or rolcreaterole
    or exists (
        select from pg_class c
        where c.oid = any($2::text[]::regclass[])
            and (
                pg_has_role(r.oid, c.relowner, 'member')
                or has_table_privilege(r.oid, c.oid, 'update, delete, truncate, trigger')
            )
    )
    or exists (
        select from pg_roles g
        where g.rolname in (
                'pg_write_all_data', 'pg_write_server_files', 'pg_execute_server_program'
            )
            and pg_has_role(r.oid, g.oid, 'member')
    )
from pg_roles r
where rolname = $1

-- name: quoted
select quote_ident($1)

-- name: grants
-- Exactly what the service needs. What is evidence it may add to and read, nothing else; what the portal
-- keeps for people comes and goes, and is all it may delete.
revoke all on
    {evidence},
    case_score, consultation, migration, notice, notice_place, rebuilding, reappended, report_mail, request, scorecard,
    signed_head
from {service};

grant select on migration, rebuilding, signed_head to {service};

grant select, insert on
    {evidence},
    reappended
to {service};

grant select, insert, update on
    case_score, consultation, notice, report_mail, request, scorecard
to {service};

grant select, update on notice_place to {service};

revoke all on all tables in schema portal from {service};

grant usage on schema portal to {service};

grant select, insert, update, delete on all tables in schema portal to {service};
