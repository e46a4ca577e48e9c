"""A letter as the table cites it: number and date, how late, what it replaces and encloses."""

from remiss.consultation.values import AttachedFile
from remiss.documents.official_wording import count, day, one_line
from remiss.documents.table.consolidation import Answered
from remiss.texts import Bilingual, say, size_name, text


def cite_letter(answer: Answered) -> str:
    """Number and date of a letter; how late it was, and that it came after silence."""
    late = say("table.cited_late", days=count(answer.days_late)) if answer.days_late else None
    before = answer.replaces
    return say(
        "table.cited",
        letter=_named(answer),
        day=_dated(answer),
        late=late,
        after=text("table.cited_after_silence") if answer.after_outcome else None,
        replaces=say("table.cited_replacing", letter=_named(before), day=_dated(before))
        if before
        else None,
        enclosed=_enclosed(answer.files),
        entered=text("table.cited_entered") if answer.entered else None,
        wrong_file=say("table.cited_wrong_file", file=one_line(answer.wrong_file))
        if answer.wrong_file
        else None,
    ).vi


def _dated(letter: Answered) -> str:
    """The day recorded for a letter, else the day it came."""
    return day(letter.signed_on or letter.received_at)


def _enclosed(files: tuple[AttachedFile, ...]) -> Bilingual | None:
    """What came with the letter: names, and the size of each."""
    if not files:
        return None
    named = [say("table.file", name=one_line(one.name), size=size_name(one.size)) for one in files]
    return say("table.enclosed", files=named)


def _named(letter: Answered) -> Bilingual:
    number = one_line(letter.number) if letter.number else None
    return say("table.numbered_letter", number=number) if number else text("table.letter")
