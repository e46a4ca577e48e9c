-- Scorecards count steps and working minutes of rounds: the start after this fills them from the events.
comment on table case_score is
    'What each case counts in scorecards, a part for each agency asked and one for the case; with steps '
    'and working minutes of its rounds.';
