insert into notice select * from jsonb_populate_recordset(null::notice, $1::jsonb)
