-- The reports of one morning.
select body::text as body, office_docx, chairman_docx from report where day = $1
