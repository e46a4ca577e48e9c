"""A reply as the paper that is signed: every part its digest is over, in its order."""

from collections.abc import Iterator

from remiss.consultation.state import Consultation
from remiss.consultation.values import Answer, ClauseComment, Position, Reply, Value
from remiss.documents.draft.word_changes import ChangedWords, WordChange, word_changes
from remiss.texts import Bilingual, Text, label, say, text


class PaperLine(Value):
    """One part: what it is called on the paper, and its words, with what changed in them."""

    key: str
    """Of the same part in another text of the reply."""
    name: Text
    words: tuple[ChangedWords, ...]


Part = tuple[str, str, str]
"""Key, name, words."""


def paper_of(case: Consultation, reply: Reply) -> tuple[PaperLine, ...]:
    """The whole text; a part with nothing in it is left out."""
    return tuple(
        PaperLine(key=key, name=name, words=_kept(words))
        for key, name, words in _parts(case, reply)
    )


def changed_paper(case: Consultation, old: Reply, new: Reply) -> tuple[PaperLine, ...]:
    """The new text, with what was taken out of the old one and put in marked."""
    before = {key: (name, words) for key, name, words in _parts(case, old)}
    after = {key: (name, words) for key, name, words in _parts(case, new)}
    return tuple(
        PaperLine(
            key=key,
            name=(after.get(key) or before[key])[0],
            words=word_changes(before.get(key, ("", ""))[1], after.get(key, ("", ""))[1]),
        )
        for key in dict.fromkeys((*after, *before))
    )


def _parts(case: Consultation, reply: Reply) -> Iterator[Part]:
    """What is written, part by part."""
    yield from _written(_all_parts(case, reply))


def _all_parts(case: Consultation, reply: Reply) -> Iterator[Part]:
    yield "number", _named("number"), reply.number or ""
    yield "position", _named("position"), _position(reply.position)
    yield "text", _named("text"), reply.text
    for answer in reply.answers:
        yield from _answer(case, answer)
    for number, comment in enumerate(reply.clause_comments, 1):
        yield from _comment(number, comment)
    yield "legal_basis", _named("legal_basis"), reply.legal_basis
    yield "further", _named("further_comment") if reply.further_comment else "", ""
    yield "precedent", _named("beyond_precedent") if reply.beyond_precedent else "", ""
    yield "who", _named("responsible_official"), reply.responsible_official.name
    names = {file.sha256: file.name for file in reply.files}
    for sha256 in reply.attachments:
        named = say("portal.paper.file", name=names.get(sha256, ""), sha256=sha256[:12]).vi
        yield f"file {sha256}", _named("attachment"), named.strip()
    yield "draft", _named("draft"), _draft(case, reply)


def _written(parts: Iterator[Part]) -> Iterator[Part]:
    for key, name, words in parts:
        heads = key.endswith("head") or key in {"further", "precedent"}
        if words.strip() or (heads and name):
            yield key, name, words.strip()


def _answer(case: Consultation, answer: Answer) -> Iterator[Part]:
    within, asked = f"answer {answer.question} ", answer.question
    words = next((one.text for one in case.questions if one.id == asked), "")
    number = case.question_numbers.get(asked, asked)
    yield f"{within}head", say("portal.paper.question", number=number).vi, words
    yield f"{within}position", _named("answer"), _position(answer.position)
    yield f"{within}text", "", answer.text
    for part in ("value", "reason", "legal_basis", "proposed_wording"):
        yield f"{within}{part}", text(f"answer_part.{part}").vi, getattr(answer, part)
    if answer.not_ours:
        yield f"{within}not_ours", text("answer_part.not_ours").vi, answer.not_ours.in_full
    if answer.beyond_precedent:
        yield f"{within}precedent head", _named("beyond_precedent"), ""


def _comment(number: int, comment: ClauseComment) -> Iterator[Part]:
    within = f"comment {number} "
    yield f"{within}head", say("portal.paper.comment", number=number).vi, comment.clause
    yield f"{within}quoted", text("comment_form.column.quoted").vi, comment.quoted
    yield f"{within}text", "", comment.text
    yield f"{within}wording", text("answer_part.proposed_wording").vi, comment.proposed_wording
    yield f"{within}reason", text("answer_part.reason").vi, comment.reason


def _position(position: Position) -> str:
    return "" if position is Position.NONE else label(position).vi


def _draft(case: Consultation, reply: Reply) -> str:
    known = case.version_with(reply.draft_sha256)
    version: Bilingual = say(
        "portal.paper.version", round=known.round if known else "", sha256=reply.draft_sha256[:12]
    )
    return version.vi


def _named(part: str) -> str:
    return text(f"portal.paper.{part}").vi


def _kept(words: str) -> tuple[ChangedWords, ...]:
    return (ChangedWords(change=WordChange.KEPT, text=words),) if words else ()
