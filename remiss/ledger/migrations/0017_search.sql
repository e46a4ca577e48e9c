-- What cases are found by: the folded words of each question and of the case itself (under ''), all of
-- them together for the index, and those of each agency asked. The service folds; of rows of before
-- the subject, id and agency are folded here, the rest comes with their next event or `remiss rebuild`.
alter table consultation
    add column search jsonb not null default '{}',
    add column words text[] not null default '{}';

alter table request add column words text[] not null default '{}';

create function pg_temp.folded(text) returns text [] language sql immutable as $$
    select coalesce(array_agg(distinct left(word, 60)), '{}')
    from regexp_split_to_table(
        lower(translate(
            regexp_replace(normalize($1, nfd), '[' || chr(768) || '-' || chr(879) || ']', '', 'g'),
            'đĐ', 'dd'
        )),
        '[^[:alnum:]_]+'
    ) as word
    where word <> ''
$$;

update request set words = pg_temp.folded(agency || ' ' || agency_name);

update consultation c
set
    search = jsonb_build_object('', to_jsonb(pg_temp.folded(c.id || ' ' || c.subject))),
    words = pg_temp.folded(c.id || ' ' || c.subject || ' ' || coalesce((
        select string_agg(r.agency || ' ' || r.agency_name, ' ')
        from request r
        where r.consultation = c.id
    ), ''));

create index consultation_words on consultation using gin (array_to_tsvector(words));
