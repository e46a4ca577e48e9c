-- What the read tables say of clarifications, extensions, declines and comments. They are empty or
-- made anew by `remiss rebuild` after this: the defaults only carry rows over.
alter table consultation add column round int not null default 1;

alter table request
    add column holder text not null default 'agency',
    add column clarifications int not null default 0,
    add column extended boolean not null default false,
    add column declined text[] not null default '{}',
    add column comments int not null default 0,
    add column undisposed int not null default 0;
