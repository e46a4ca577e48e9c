-- Scorecards count more of each case and by official: the start after this fills them from the events.
-- The cases behind a figure are found by the agency asked, or by whoever drafts.
create index case_score_agency on case_score (agency, consultation);
