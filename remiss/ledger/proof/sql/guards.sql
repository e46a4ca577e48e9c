-- name: weak_guards
-- Tables of evidence, of those $2, without a working guard: a trigger of the table itself that always fires, before
-- every change of a row and before truncation, and runs the function whose text is $1.
select t.name
from unnest($2::text[]) as t (name)
where not exists (
    select from pg_trigger g
    join pg_proc p on p.oid = g.tgfoid
    where g.tgrelid = t.name::regclass
        and g.tgenabled = 'A'
        and g.tgtype = 2 + 8 + 16 + 32 -- before; delete, update, truncate; once for a statement
        and g.tgqual is null
        and g.tgattr = ''
        and p.prosrc = $1
)
order by t.name

-- name: wide_grants
-- Who may change the tables of evidence $1, beside its owner: a role and the table, also where only a column of it.
select r.role, c.relname as name
from (
    select x.grantee, k.oid
    from pg_class k, aclexplode(k.relacl) x
    where x.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')
    union
    select x.grantee, a.attrelid
    from pg_attribute a, aclexplode(a.attacl) x
    where x.privilege_type = 'UPDATE'
) g
join pg_class c on c.oid = g.oid
cross join lateral (
    select case g.grantee when 0 then 'PUBLIC' else g.grantee::regrole::text end as role
) r
where c.oid = any($1::text[]::regclass[])
    and g.grantee <> c.relowner
order by r.role, c.relname
