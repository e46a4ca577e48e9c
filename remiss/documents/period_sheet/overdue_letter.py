"""The list of heads habitually overdue in a quarter, to the Chairman, with what each explained.

It is a draft for signature: the rule in words, counts and explanations; it decides about nobody.
"""

from collections.abc import Iterator

from pydantic import AwareDatetime

from remiss.consultation.values import AgencyCode, Value
from remiss.consultation.views.sheets.sheet_period import SheetPeriod
from remiss.documents.letters.letter import Block, Grid, Letter, Paragraph, docx
from remiss.documents.letters.letterhead import Letterhead
from remiss.documents.official_wording import day, moment, one_line
from remiss.ledger.reads.scorecards.head_explanations import HeadExplanation
from remiss.reference.evaluation import OverdueRule
from remiss.texts import Bilingual, Text, local_date, say, text


class OverdueHead(Value):
    """Whom the rule names: who heads the agency now, the count, and what was explained."""

    agency: AgencyCode
    name: Bilingual
    head: Text | None
    """None: the list of people does not say."""
    overdue: int
    among: int
    explanations: tuple[HeadExplanation, ...]


class OverdueList(Value):
    """The list of a quarter, by code, as it stood when it was made."""

    quarter: SheetPeriod
    rule: OverdueRule | None
    """None: none was in force."""
    heads: tuple[OverdueHead, ...]
    made_at: AwareDatetime


def rule_words(rule: OverdueRule) -> Bilingual:
    """The rule as it is published."""
    numbers = {name: str(getattr(rule, name)) for name in ("overdue", "of", "percent", "version")}
    since = local_date(rule.in_force_from)
    return say("portal.scorecards.named.overdue_rule", since=since, **numbers)


def explanation_words(each: HeadExplanation) -> Text:
    """When, by whom, and the words as they were written."""
    return f"{moment(each.at)}, {each.by.name}: {each.words}"


def overdue_docx(found: OverdueList, head: Letterhead) -> bytes:
    """The list as a Word file on landscape pages."""
    return docx(overdue_letter(found, head), landscape=True)


def overdue_letter(found: OverdueList, head: Letterhead) -> Letter:
    """What stands before the signature."""
    return Letter(
        head=head,
        made_at=found.made_at,
        title=text("letter.report").vi,
        subject=say("overdue_letter.subject", period=found.quarter.name).vi,
        to=(text("letter.chairman").vi,),
        body=tuple(_body(found)),
        copies=(text("letter.as_above").vi, text("sheet_letter.to_office").vi),
    )


def _body(found: OverdueList) -> Iterator[Block]:
    quarter = found.quarter
    days = {"first": day(quarter.first), "last": day(quarter.last)}
    yield _said("opening", period=quarter.name, made=moment(found.made_at), **days)
    if found.rule is None:
        yield _said("no_rule")
    else:
        yield _said("rule", rule=rule_words(found.rule), basis=one_line(found.rule.legal_basis))
        yield from _named(found)
    yield _said("closing")


def _named(found: OverdueList) -> Iterator[Block]:
    if not found.heads:
        yield _said("nobody")
        return
    explained = sum(1 for each in found.heads if each.explanations)
    yield _said("named", count=str(len(found.heads)), explained=str(explained))
    columns = ("place", "agency", "head", "count", "explanation")
    yield Grid(
        heads=tuple(text(f"overdue_letter.column.{name}").vi for name in columns),
        shares=(5, 24, 17, 14, 40),
        rows=tuple(_row(place, each) for place, each in enumerate(found.heads, start=1)),
        centred=(0, 3),
    )


def _row(place: int, each: OverdueHead) -> tuple[str, ...]:
    said = "\n".join(map(explanation_words, each.explanations))
    return (
        str(place),
        one_line(each.name.vi),
        each.head or text("portal.scorecards.named.head_unknown").vi,
        f"{each.overdue}/{each.among}",
        said or text("overdue_letter.not_explained").vi,
    )


def _said(key: str, **facts: object) -> Paragraph:
    return Paragraph(text=say(f"overdue_letter.{key}", **facts).vi)
