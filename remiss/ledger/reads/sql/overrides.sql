-- Every day recorded beside the package of holidays, oldest record first.
select
    date, ordinal, kind, name_vi, name_en, legal_basis, reason,
    recorded_by, recorded_by_name, recorded_at, command_id
from calendar_override
order by position
