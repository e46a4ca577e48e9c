"""The number of the rules a case runs by: given when it opens, kept as long as it runs.

A changed rule is a new number here, and a branch on `case.rules` where the rule stands, in
`decide`, `evolve` or `alarms`; the old branch stays while a case may run by it. The first number
is not written down, so that whatever was stored before there were numbers keeps its bytes.
docs/decisions/0034-rules-carry-a-number.md
"""

from typing import Annotated

from pydantic import AfterValidator, Field

FIRST_RULES = 1
CURRENT_RULES = 6
"""The number of a case that opens now.

From 2 on a reply that only promises a reply earns no time to correct when a person returns it.
"""
REFERRALS_PROPOSED = 3
"""From here on a referral in a reply's words waits for a person, and two agencies that name each
other make a circle before either is ruled on."""
HONEST_NOT_HIT = 4
"""From here on a rule against abuse no longer hits the honest, nor does one reward the late:
a person who returns a reply for something new gives time for it, a reminder comes as offices open,
more time asked for in the last hours does not grant itself, what an agency passes to the very
agency that drafts waits for a word on it, nothing is found in a reply after the end of its case,
and a day off recorded afterwards excuses who answered as it does who is still silent."""
CLARIFIED_FOR_ALL = 4
"""From here on an answer to one agency is read by all that are asked, unless it is marked."""
REMARKS_READ = 4
"""From here on a comment on the whole stands beside those on questions, and words that deny, name
or pass on a request are no comment."""
LISTING_FORETOLD = 4
"""From here on an agency is told, on the day its reply is due, of the list it would stand in."""

CORRECTIONS_TRACED = 4
"""From here on a case keeps which replies count, and a digest of each comment's words: every such
reply may be corrected, and what a correction says again keeps its answer. Before, it is the last
reply alone, and each comment of its correction is disposed of anew."""
DESKS_BEFORE_SIGNING = 5
"""From here on a reply passes the desks its agency keeps a chain of, and says in which form it was
signed."""
TIME_ASKED_FOR_TAKES_NONE = 5
"""From here on a request for time that nobody decided on never brings a deadline forward that was
moved to a later day meanwhile."""
VICE_CHAIRMAN_TOLD = 5
"""From here on the Vice-Chairman in charge is told before the Chairman, where a policy has it."""
CONTESTS_TRACED = 5
"""From here on a contest whose reply was corrected meanwhile is decided by nobody: to accept the
correction is no word on the return of what it replaced."""
REPEATS_MARKED = 5
"""From here on a comment on the whole that only says again what answers say waits for no word of
its own."""
READ_AFTER_CLOSING = 6
"""From here on every agency asked reads what the others replied, once the case is concluded; the
letter that asks says so."""

INTERNAL_DEADLINES = 6
"""From here on a head may set a deadline inside the agency, and is told when it has passed."""


def _known(number: int) -> int:
    if number > CURRENT_RULES:
        raise ValueError(f"rules {number} are newer than this service, which knows {CURRENT_RULES}")
    return number


def _goes_without_saying(number: int) -> bool:
    return number == FIRST_RULES


RuleNumber = Annotated[
    int, Field(ge=FIRST_RULES, exclude_if=_goes_without_saying), AfterValidator(_known)
]
"""One this service knows: a worker too old for a case leaves it to one that is not."""
