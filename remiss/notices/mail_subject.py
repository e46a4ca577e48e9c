"""The subject of a mail: what to do or what happened, until when, about which draft."""

from collections.abc import Sequence

from remiss.notices.case_entry import CaseEntry
from remiss.notices.mail_message import one_line
from remiss.texts import local_time, say, texts

MARKS = texts("mail.subject.mark")
DRAFT_CHARACTERS, DRAFT_AMONG_SEVERAL = 150, 80


def mail_subject(found: Sequence[CaseEntry]) -> str:
    """One line about the case to turn to first, and how many others there are."""
    entry = found[0]
    several = len(found) > 1
    first = entry.first
    mark = MARKS[first.urgency].vi if first.urgency in MARKS else ""
    until = say("mail.subject.due", at=local_time(entry.due_at)).vi if entry.due_at else ""
    other = len(entry.duties) - 1
    more = say("mail.subject.more", count=other).vi if other > 0 else ""
    draft = _short(first.subject, DRAFT_AMONG_SEVERAL if several else DRAFT_CHARACTERS)
    cases = say("mail.subject.cases", count=len(found) - 1).vi if several else ""
    return f"{mark}{first.title.vi}{until}{more}: {draft}{cases}"


def _short(text: str, most: int) -> str:
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"
