"""What stands above the consolidated table: who was asked, and what became of it, by its form."""

from collections.abc import Iterator

from remiss.documents.letters.letter import Paragraph
from remiss.documents.official_wording import (
    count,
    day,
    join_names,
    lower_first,
    named_draft,
    one_line,
)
from remiss.documents.table.cited_letter import cite_letter
from remiss.documents.table.consolidation import (
    OUTCOMES,
    TREATMENTS,
    AskedAgency,
    Consolidation,
    RequestOutcome,
    Treatment,
)
from remiss.documents.table.table_form import TableForm
from remiss.documents.table.table_questions import say_difficult, say_outside
from remiss.texts import say, text

REASONED = frozenset(RequestOutcome) - {
    RequestOutcome.AGREED,
    RequestOutcome.COMMENTED,
    RequestOutcome.NO_COMMENT,
    RequestOutcome.NOT_IN_MANDATE,
    RequestOutcome.WAITING,
}
ALWAYS_COUNTED = frozenset({Treatment.ADOPTED, Treatment.IN_PART, Treatment.LATER, Treatment.KEPT})
LETTERS = "abcdđeghiklm"


def preamble(table: Consolidation) -> Iterator[Paragraph]:
    """Who was asked, and what became of it."""
    legal = table.form is TableForm.LEGAL
    yield Paragraph(text=introduction(table))
    yield (
        Paragraph(lead=text("table_paper.first").vi) if not legal else Paragraph(text=total(table))
    )
    names = dict.fromkeys(one_line(asked.name.vi) for asked in table.asked)
    asked = say("table_paper.asked", count=count(table.totals.agencies)).vi
    yield Paragraph(lead=asked, text=f"{join_names(names)}.")
    yield from _outcomes(table)
    if legal:
        yield Paragraph(lead=text("table_paper.legal_second").vi)
        return
    yield Paragraph(lead=text("table_paper.second").vi, text=_counted(table))
    yield Paragraph(lead=text("table_paper.third").vi)


def _outcomes(table: Consolidation) -> Iterator[Paragraph]:
    found = [outcome for outcome in RequestOutcome if table.with_outcome(outcome)]
    for letter_, outcome in zip(LETTERS, found, strict=False):
        yield from _with_outcome(table, letter_, outcome)
    yield from say_difficult(table.difficult)
    yield from say_outside(table.outside)


def total(table: Consolidation) -> str:
    """How many were asked, and how many opinions came."""
    return say(
        "table_paper.legal_first",
        asked=count(table.totals.agencies),
        letters=count(table.letters),
        comments=count(table.totals.comments),
    ).vi


def introduction(table: Consolidation) -> str:
    """The opening sentence: who asked, about what, from when to when."""
    until, number = table.closed_at, table.draft.number
    return say(
        f"table_paper.introduction.{table.form}",
        drafting=table.drafting_agency_name,
        draft=named_draft(table.draft),
        until=say("table_paper.until", day=day(until)) if until else None,
        consultation=table.consultation,
        number=say("table_paper.number", number=one_line(number)) if number else None,
        **{"from": day(table.opened_at)},
    ).vi


def _with_outcome(
    table: Consolidation, letter_: str, outcome: RequestOutcome
) -> Iterator[Paragraph]:
    """Agencies of one outcome: those that answered in a line, others each with their reasons."""
    asked = table.with_outcome(outcome)
    lead = f"{letter_}) {OUTCOMES[outcome].vi} ({count(len(asked))})"
    if outcome not in REASONED:
        yield Paragraph(lead=f"{lead}:", text=f"{join_names(_asked(one) for one in asked)}.")
        return
    silent = outcome in {RequestOutcome.SILENT, RequestOutcome.DEEMED_AGREED}
    yield _by_rule(lead, table.silence_basis) if silent else Paragraph(lead=f"{lead}:")
    yield from (Paragraph(text=f"- {_asked(one)}.") for one in asked)


def _by_rule(lead: str, basis: str) -> Paragraph:
    if not basis:
        return Paragraph(lead=f"{lead}:")
    named = say("table_paper.basis", basis=one_line(basis).removesuffix("."))
    return Paragraph(lead=f"{lead},", text=named.vi)


def _asked(asked: AskedAgency) -> str:
    theirs = (one_line(whose).removesuffix(".") for whose in asked.theirs)
    parts = [*(cite_letter(answer) for answer in asked.answers), *_why(asked), *theirs]
    round_ = say("table_paper.round", round=asked.round).vi if asked.round > 1 else ""
    said = f" ({'; '.join(parts)})" if parts else ""
    return f"{one_line(asked.name.vi)}{round_}{said}"


def _why(asked: AskedAgency) -> Iterator[str]:
    """Why an agency was asked no longer, or whom its questions went to."""
    if asked.outcome in REASONED and asked.note:
        moved = asked.outcome is RequestOutcome.TRANSFERRED
        key = "table_paper.moved_to" if moved else "table_paper.reason"
        yield say(key, note=one_line(asked.note).removesuffix(".")).vi


def _counted(table: Consolidation) -> str:
    if not table.rows:
        return no_comments(table)
    treated = (
        f"{lower_first(TREATMENTS[t].vi)} {count(table.totals.treatments[t])}"
        for t in Treatment
        if t in ALWAYS_COUNTED or table.totals.treatments[t]
    )
    totals = table.totals
    late = say("table_paper.late", count=count(totals.late)) if totals.late else None
    return say(
        "table_paper.counted",
        count=count(totals.comments),
        treated="; ".join(treated),
        late=late,
    ).vi


def no_comments(table: Consolidation) -> str:
    """The word for a table without rows."""
    return text("table_paper.no_comments" if table.final else "table_paper.no_comments_yet").vi
