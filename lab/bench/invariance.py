"""What should not matter to a verdict, and how much it does."""

import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from lab.bench.labelled import Labelled, assessed
from remiss.consultation.clarity.assessment import FAULTS, Action, Assessment
from remiss.consultation.clarity.letter_frame import framed
from remiss.consultation.clarity.sentences import sentences
from remiss.consultation.clarity.weights import Model
from remiss.consultation.values import Position

Change = Callable[[Labelled], Labelled]
ADDRESS = (
    "Kính gửi: {asker}.\nPhúc đáp Công văn số 1182/STP-XDVB ngày 04/9/2026 về việc lấy ý kiến đối "
    "với {subject}, sau khi nghiên cứu, {agency} có ý kiến như sau:\n"
)
CLOSING = (
    "\nTrên đây là ý kiến của {agency}, kính gửi quý cơ quan tổng hợp theo quy định./.\n"
    "Nơi nhận:\n- Như trên;\n- Lưu: VT."
)
COURTESIES = (
    "{agency} trân trọng cảm ơn sự quan tâm, phối hợp của quý cơ quan trong thời gian qua.",
    "Rất mong tiếp tục nhận được sự phối hợp của quý cơ quan.",
    "Trân trọng./.",
)
WIDTH = 78


def _text(record: Labelled, change: Callable[[str], str]) -> Labelled:
    answers = {question: change(text) for question, text in record.answers.items()}
    return record.model_copy(update={"reply": change(record.reply), "answers": answers})


def _reply(record: Labelled, text: str) -> Labelled:
    return record.model_copy(update={"reply": text})


def _with_frame(record: Labelled) -> Labelled:
    names = {"agency": "Sở", "asker": "Sở Tư pháp", "subject": record.questions[0].text}
    head = ADDRESS.format(**names).replace(record.questions[0].text, "dự thảo")
    return _reply(record, head + record.reply + CLOSING.format(**names))


def _without_frame(record: Labelled) -> Labelled:
    told = sentences(record.reply)
    kept = [
        record.reply[s.words[0].start : s.words[-1].end + 1]
        for s, frame in zip(told, framed(told), strict=True)
        if not frame
    ]
    return _reply(record, "\n".join(kept)) if 0 < len(kept) < len(told) else record


def _courteous(sentence: str) -> Change:
    return lambda record: _reply(record, f"{record.reply}\n{sentence.format(agency='Sở')}")


def _ticked(record: Labelled) -> Labelled:
    """What the label says is ticked: the box, where it agrees with the words, adds nothing."""
    ticked = Position.AGREE_WITH_CHANGES if record.label not in FAULTS else Position.AGREE
    return record.model_copy(update={"declared_position": ticked})


def bare(text: str) -> str:
    """Without diacritics."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def wrapped(text: str) -> str:
    """Every line broken as a mail program breaks it."""
    return "\n".join("\n".join(textwrap.wrap(line, WIDTH)) or line for line in text.split("\n"))


def _turned(record: Labelled) -> Labelled:
    return record.model_copy(update={"answers": dict(reversed(record.answers.items()))})


CHANGES: Mapping[str, Change] = {
    "frame added": _with_frame,
    "frame taken off": _without_frame,
    **{f"courtesy {at} added": _courteous(text) for at, text in enumerate(COURTESIES, start=1)},
    "position ticked": _ticked,
    "letters decomposed": lambda r: _text(r, lambda text: unicodedata.normalize("NFD", text)),
    "diacritics lost": lambda r: _text(r, bare),
    "lines wrapped": lambda r: _text(r, wrapped),
    "capitals": lambda r: _text(r, str.upper),
    "answers in another order": _turned,
}


def judged(records: Sequence[Labelled], model: Model) -> list[tuple[Labelled, Assessment]]:
    """Each record with its assessment, under the policies that are shipped."""
    return [(record, assessed(record, model)) for record in records]


def moves(
    found: Sequence[tuple[Labelled, Assessment]], change: Change, model: Model
) -> Iterator[tuple[Labelled, Assessment, Assessment]]:
    """The records whose verdict a change moves, or that it has returned, with both assessments."""
    for record, first in found:
        changed = change(record)
        then = first if changed == record else assessed(changed, model)
        to_return = then.action() is Action.RETURN and first.action() is not Action.RETURN
        if first.verdict != then.verdict or to_return:
            yield record, first, then


def table(records: Sequence[Labelled], model: Model) -> Iterator[str]:
    """One line for each change."""
    found = judged(records, model)
    for name, change in CHANGES.items():
        moved = list(moves(found, change, model))
        returns = sum(then.action() is Action.RETURN for _, _, then in moved)
        share = len(moved) / len(records)
        yield f"  {name:26} {len(moved):4}/{len(records)} = {share:5.1%}   to a return {returns}"
