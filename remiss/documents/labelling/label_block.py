"""One reply as it stands on a labelling sheet: its cells, and how high its rows are."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from remiss.consultation.labelling.filed_reply import FiledReply
from remiss.consultation.telling.labels import POSITIONS
from remiss.consultation.values import FieldCode, Question
from remiss.documents.labelling.label_columns import WIDTHS, LabelColumn
from remiss.documents.official_wording import fit
from remiss.documents.workbook_cells import LINE, count_lines, holds
from remiss.texts import Bilingual, say

HIGHEST = 14 * LINE
"""In points: a row one can still scroll past; a longer reply stands in several, as one cell."""

Cells: TypeAlias = dict[LabelColumn, str]
Heights: TypeAlias = tuple[float, ...]


class Block(NamedTuple):
    """The rows of one reply: one for each question, or several where the text is long."""

    key: str
    of_the_reply: Cells
    questions: tuple[Cells, ...]
    heights: tuple[Heights, ...]


def block_of(reply: FiledReply, fields: Mapping[FieldCode, Bilingual]) -> Block:
    """The cells of a reply; a field the registry does not know goes by its code."""
    record = reply.record
    key = key_of(record.id)
    of_the_reply = {
        LabelColumn.ID: key,
        LabelColumn.ABOUT: _about(reply, fields),
        LabelColumn.REPLY: record.reply,
    }
    questions = tuple(_question(reply, question, fields) for question in record.questions)
    return Block(key, of_the_reply, questions, _heights(of_the_reply, questions))


def key_of(identity: str) -> str:
    """The id of a reply as a cell gives it back."""
    return fit(identity).strip()


def too_long(reply: FiledReply, fields: Mapping[FieldCode, Bilingual]) -> bool:
    """Whether some cell could not hold its text."""
    block = block_of(reply, fields)
    return not all(
        holds(said) for cells in (block.of_the_reply, *block.questions) for said in cells.values()
    )


def _about(reply: FiledReply, fields: Mapping[FieldCode, Bilingual]) -> str:
    """Who replied, on what, with which mandate, and what was ticked."""
    named = [name for key in ("agency", "subject") if isinstance(name := reply.kept.get(key), str)]
    mandate = "; ".join(_title(field, fields) for field in reply.record.mandate_fields)
    said = say(
        "label_sheet.about",
        mandate=mandate or "-",
        position=POSITIONS[reply.record.declared_position],
    )
    return "\n\n".join([*named, said.vi])


def _question(
    reply: FiledReply, question: Question, fields: Mapping[FieldCode, Bilingual]
) -> Cells:
    said = say("label_sheet.question", text=question.text, field=_title(question.field, fields))
    answer = reply.record.answers.get(question.id)
    on_form = [say("label_sheet.answer", answer=answer).vi] if answer else []
    return {
        LabelColumn.QUESTION_ID: question.id,
        LabelColumn.QUESTION: "\n\n".join([said.vi, *on_form]),
    }


def _title(field: FieldCode, fields: Mapping[FieldCode, Bilingual]) -> str:
    return f"{fields[field].vi} ({field})" if field in fields else field


def _heights(of_the_reply: Cells, questions: Sequence[Cells]) -> tuple[Heights, ...]:
    """What each question needs; the last stands beside whatever more the reply needs."""
    needed = [_height(cells) for cells in questions]
    needed[-1] += max(_height(of_the_reply) - sum(needed), 0)
    return tuple(map(_rows, needed))


def _rows(height: float) -> Heights:
    whole, rest = divmod(height, HIGHEST)
    return (HIGHEST,) * int(whole) + ((rest,) if rest else ())


def _height(cells: Cells) -> float:
    return LINE * max(count_lines(fit(said), WIDTHS[column]) for column, said in cells.items())
