"""The subject of a mail: what happened, until when, in which case."""

from collections.abc import Sequence

from remiss.consultation.telling.notice import Notice
from remiss.notices.mail_message import one_line
from remiss.texts import local_time, say, texts

MARKS = texts("mail.subject.mark")
SUBJECT_CHARACTERS = 150
TITLES = 2


def mail_subject(events: Sequence[tuple[Notice, ...]]) -> str:
    """One line for one event, or for several that go out together."""
    first = events[0][0]
    if len(events) > 1:
        cases = len({notices[0].consultation for notices in events})
        if cases > 1:
            return say("mail.subject.cases", count=len(events), cases=cases).vi
        titles = list(dict.fromkeys(notices[0].title.vi for notices in events))
        others = len(titles) - TITLES
        more = say("mail.subject.more", count=others).vi if others > 0 else ""
        return f"{'; '.join(titles[:TITLES])}{more}: {_short(first.subject)}"
    due = next((n.due_at for n in events[0] if n.due_at), None)
    until = say("mail.subject.due", at=local_time(due)).vi if due else ""
    mark = MARKS[first.urgency].vi if first.urgency in MARKS else ""
    return f"{mark}{first.title.vi}{until}: {_short(first.subject)}"


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= SUBJECT_CHARACTERS else f"{line[: SUBJECT_CHARACTERS - 1]}…"
