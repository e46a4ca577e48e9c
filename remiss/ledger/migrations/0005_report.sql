-- The reports of each working morning, as they were published. Not a read table: what was reported
-- stays reported, so it is never rebuilt.
create table report (
    day date not null,
    made_at timestamptz not null,
    body jsonb not null,
    office_docx bytea not null,
    -- Null: nothing had risen to the Chairman.
    chairman_docx bytea,
    constraint report_once primary key (day)
);
