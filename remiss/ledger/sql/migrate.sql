-- name: lock_migrations
-- Held until the transaction ends. The number is only a name for the lock.
select pg_advisory_xact_lock(7204519);
create table if not exists migration (
    name text primary key,
    sha256 text not null,
    applied_at timestamptz not null default now()
);

-- name: applied_migration
select sha256 from migration where name = $1

-- name: record_migration
insert into migration (name, sha256) values ($1, $2)

-- name: any_migration
select to_regclass('migration') is not null

-- name: migrations
select name, sha256 from migration
