-- To whom the report of a morning went, and what became of sending it. One row for each reader.
create table report_mail (
    day date not null references report,
    reader text not null check (reader in ('office', 'chairman')),
    recipient text not null,
    status text not null default 'waiting'
    check (status in ('waiting', 'sent', 'failed', 'bounced')),
    attempts int not null default 0,
    created_at timestamptz not null,
    -- Null: nothing will be tried any more. While it is being tried: when it may be tried again.
    next_attempt_at timestamptz,
    last_error text,
    sent_at timestamptz,
    constraint report_mail_once primary key (day, reader),
    constraint report_mail_sent_when check ((status = 'sent') = (sent_at is not null)),
    constraint report_mail_settled check (
        (status = 'waiting' and next_attempt_at is not null)
        or (status in ('sent', 'bounced') and next_attempt_at is null)
        or status = 'failed'
    )
);
