"""What stands in the four cells of a comment: lines, each with its beginning in bold."""

from typing import TypeAlias

from remiss.consultation.telling.answer_parts import NamedPart, named_parts
from remiss.documents.official_wording import day, lower_first, one_line, raise_first
from remiss.documents.table.cited_letter import cite_letter
from remiss.documents.table.consolidation import FinalWords, Row
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
    if row.clause is None:
        return [(f"{row.position_label.vi}.", row.text), *parts]
    quoted = [(text("table_paper.quoted").vi, f"“{row.quoted}”")] if row.quoted.strip() else []
    return [*quoted, *([("", row.text)] if row.text.strip() else []), *parts]


def _quoted(part: NamedPart) -> str:
    """A wording stands between quotation marks, other parts as they are."""
    return f"“{part.text}”" if part.key == "proposed_wording" else part.text


def final_words(found: FinalWords) -> str:
    """Where the final text has a wording, in which words, and why in others."""
    where = say("table_paper.final_in", address=lower_first(found.address)).vi
    passage = say("table_paper.final_passage", passage=one_line(found.passage)).vi
    why = say("table_paper.final_why", explanation=found.explanation).vi
    said = (
        found.label.vi,
        where if found.address else "",
        passage if found.passage else "",
        why if found.explanation else "",
    )
    return "".join(said)


def treatment_of(row: Row) -> list[Lead]:
    said = row.disposition or row.letter.use
    lines = [(f"{raise_first(row.treatment_label.vi)}.", said.text if said else "")]
    if row.final:
        lines.append((text("table_paper.final").vi, final_words(row.final)))
    if row.set_aside:
        before = say("table_paper.set_aside", label=row.set_aside.label).vi
        lines.append((before, row.set_aside.text))
    if row.objection:
        objected = say("table_paper.objection", day=day(row.objection.at)).vi
        lines.append((objected, row.objection.text))
    return lines
