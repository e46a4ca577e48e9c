"""What stands in the four cells of a comment: lines, each with its beginning in bold."""

from typing import TypeAlias

from remiss.consultation.telling.answer_parts import NamedPart, named_parts
from remiss.documents.official_wording import day, one_line, raise_first
from remiss.documents.table.consolidation import Row, cite_letter
from remiss.texts import say, text

Lead: TypeAlias = tuple[str, str]
"""A line: its beginning in bold, and the rest."""


def heading_of(row: Row) -> str:
    """Above the comments on one question, or on the draft as a whole."""
    topic = one_line(row.topic)
    if row.number is None:
        return topic
    return say("table_paper.topic", number=row.number, topic=topic).vi


def provision_of(row: Row) -> list[Lead]:
    if row.provisions:
        return [(provision, "") for provision in row.provisions]
    if row.number is None:
        return [("", text("table_paper.whole").vi)]
    return [("", say("table_paper.content", number=row.number).vi)]


def subject_of(row: Row) -> list[Lead]:
    said = cite_letter(row.letter)
    round_ = [("", say("table_paper.row_round", round=row.round).vi)] if row.round > 1 else []
    return [(one_line(row.agency_name.vi), ""), ("", raise_first(said)), *round_]


def comment_of(row: Row) -> list[Lead]:
    parts = ((f"{part.name.vi}:", _quoted(part)) for part in named_parts(row))
    return [(f"{row.position_label.vi}.", row.text), *parts]


def _quoted(part: NamedPart) -> str:
    """A wording stands between quotation marks, other parts as they are."""
    return f"“{part.text}”" if part.key == "proposed_wording" else part.text


def treatment_of(row: Row) -> list[Lead]:
    said = row.disposition or row.letter.use
    lines = [(f"{raise_first(row.treatment_label.vi)}.", said.text if said else "")]
    if row.set_aside:
        before = say("table_paper.set_aside", label=row.set_aside.label).vi
        lines.append((before, row.set_aside.text))
    if row.objection:
        objected = say("table_paper.objection", day=day(row.objection.at)).vi
        lines.append((objected, row.objection.text))
    return lines
