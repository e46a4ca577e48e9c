-- The heads each checkpoint signed, one by one, so that whoever asks which checkpoint speaks for a case
-- unpacks none of them. They follow from the checkpoints, whose bodies alone are evidence.
create table signed_head (
    stream text not null,
    version int not null,
    number int not null,
    hash text not null,
    primary key (stream, version, number)
);

-- As the owner: the service may read these rows and change none.
create function keep_signed_heads() returns trigger language plpgsql
security definer set search_path from current as $$
begin
    insert into signed_head (stream, version, number, hash)
    select h.stream, h.version, new.number, h.hash
    from jsonb_to_recordset(new.body -> 'heads') as h (stream text, version int, hash text)
    where h.stream is not null and h.version is not null and h.hash is not null
    on conflict do nothing;
    return null;
end
$$;

create trigger checkpoint_heads after insert on checkpoint
for each row execute function keep_signed_heads();

insert into signed_head (stream, version, number, hash)
select h.stream, h.version, c.number, h.hash
from checkpoint c
cross join lateral jsonb_to_recordset(c.body -> 'heads')
    as h (stream text, version int, hash text)
where h.stream is not null and h.version is not null and h.hash is not null
on conflict do nothing;

-- Since when events are there that no checkpoint covers; when the first and the last happened, and what
-- happened after a morning; in which cases something of a kind did.
create index event_recorded on event (recorded_at);
create index event_at on event (at);
create index event_kind on event (type, stream) include (at);

-- How an agency is called: as it was when it was last asked.
create index request_sent on request (agency, sent_at desc);

-- The head of every chain is read from the index alone: its rows lie all over a large table.
alter table event
    drop constraint event_stream_version,
    add constraint event_stream_version primary key (stream, version) include (hash);
