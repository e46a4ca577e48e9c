"""What the Office and the Chairman read each working morning: what is overdue, and what stalls.

"kịp thời báo cáo Chủ tịch UBND tỉnh ... cơ quan, địa phương có nhiệm vụ quá hạn"
(Công văn UBND tỉnh Bắc Giang, tháng 10/2023, điểm 3).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, TypeAlias

from pydantic import AwareDatetime, Field

from remiss.consultation.life.declining.circle_path import Circle, say_circle
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.ports import CheckpointOutcome
from remiss.consultation.state import Holder, Stage
from remiss.consultation.telling.labels import HOLDERS, LEVELS, STAGES, URGENCIES
from remiss.consultation.telling.places import place_of
from remiss.consultation.values import AgencyCode, Person, Urgency, Value, added_later
from remiss.consultation.views.delay_facts import DelayFacts, say_delay_facts
from remiss.documents import slip
from remiss.documents.letters import letter
from remiss.documents.letters.letter import Block, Grid, Letter, Paragraph
from remiss.documents.letters.letterhead import Letterhead
from remiss.documents.official_wording import (
    clock,
    count,
    join_names,
    long_day,
    moment,
    one_line,
    shorten_agency,
)
from remiss.documents.official_wording import day as short_day
from remiss.texts import Bilingual, Text, say, text, texts

Reader: TypeAlias = Literal[EscalationLevel.OFFICE, EscalationLevel.CHAIRMAN]


class OverdueItem(Value):
    """One request that is overdue, or stalls: returned again and again, or before a reviewer."""

    consultation: str
    subject: Text
    urgency: Urgency = Urgency.NORMAL
    drafting_agency: AgencyCode
    drafting_agency_name: Text
    officer: Text = Field(description="Name of the officer in charge.")
    agency: AgencyCode
    agency_name: Text
    official: Text | None = Field(default=None, description="Name of the official it lies with.")
    stage: Stage
    holder: Holder = Field(default=Holder.AGENCY, description="Who has the next move.")
    due_at: AwareDatetime
    holder_due_at: AwareDatetime | None = added_later(
        None, description="Until when the holder has, where that is not the agency."
    )
    difficult: tuple[int, ...] = added_later(
        (), description="Numbers of the difficult questions it has given no opinion on."
    )
    days_late: int = Field(ge=0, description="Working days late; 0 for what only stalls.")
    level: EscalationLevel = Field(
        default=EscalationLevel.NONE, description="The highest it was reported to."
    )
    returns: int = Field(default=0, ge=0)
    next_step: Bilingual | None = None
    next_step_at: AwareDatetime | None = None
    why: Bilingual = Field(description="Why it is late, or stalls, in one sentence.")
    circles: tuple[Circle, ...] = added_later(
        (), description="Questions that would come back to an agency which sent them away."
    )
    facts: DelayFacts | None = added_later(
        None, description="What is fair to read beside it, the agency's own reason first."
    )
    in_charge: tuple[Person, ...] = added_later(
        (), description="The Vice-Chairmen in charge of what it owes, as the case keeps them."
    )


class DailyReport(Value):
    """The report of one morning to one reader; the Chairman's holds the overdue list of the day.

    The lists hold what the reader is to see: who fills them decides which levels those are.
    """

    day: date
    made_at: AwareDatetime
    to: Reader
    province: Text = Field(description="Its People's Committee: “Ủy ban nhân dân tỉnh Tân Giang”.")
    open_consultations: int = Field(ge=0)
    open_requests: int = Field(ge=0)
    overdue: tuple[OverdueItem, ...] = ()
    stalled: tuple[OverdueItem, ...] = ()
    ledger: CheckpointOutcome = Field(
        default=CheckpointOutcome(), description="What vouches for the ledger, or why nothing does."
    )
    vice_chairman: Person | None = added_later(
        None, description="Whose fields alone it holds; None: of all."
    )
    published: bool = added_later(
        default=True, description="False: counted at a moment somebody asked about."
    )


HEADS = tuple(head.vi for head in texts("daily_report.head").values())
SHARES = (4, 25, 18, 12, 25, 24)
ON_PAPER = 500
"""Rows of a list on paper, the worst ones: a letter of more is read by nobody and sent by no mail
server. The figures are of all, and the report as data has every one."""


def docx(report: DailyReport) -> bytes:
    """The report as a Word file on landscape pages, a draft for signature.

    The Chairman's is a report of the Office; its own leaders read a slip of the unit that keeps it.
    """
    paper = as_letter(report)
    if report.to is EscalationLevel.CHAIRMAN:
        return letter.docx(paper, landscape=True)
    return slip.docx(paper, tuple(_annex(report)), landscape=True)


def as_letter(report: DailyReport) -> Letter:
    """The report as it stands on paper."""
    to_chairman = report.to is EscalationLevel.CHAIRMAN
    return Letter(
        head=_of_the_office(report) if to_chairman else _of_the_unit(report),
        made_at=report.made_at,
        title=text("letter.report" if to_chairman else "daily_report.slip").vi,
        subject=say("daily_report.subject", day=long_day(report.day)).vi,
        to=(_addressee(report),),
        body=tuple(_body(report)),
    )


def _addressee(report: DailyReport) -> str:
    if vice := report.vice_chairman:
        return say("daily_report.vice_chairman", name=one_line(vice.name)).vi
    chairman = report.to is EscalationLevel.CHAIRMAN
    return text("letter.chairman" if chairman else "daily_report.leaders").vi


def _of_the_office(report: DailyReport) -> Letterhead:
    return Letterhead(
        superior=shorten_agency(report.province),
        agency=text("daily_report.office").vi,
        place=place_of(report.province),
        signatory=(text("daily_report.signatory").vi,),
        abbreviation=text("daily_report.office_in_number").vi,
        unit=text("daily_report.unit_in_number").vi,
    )


def _of_the_unit(report: DailyReport) -> Letterhead:
    return Letterhead(
        superior=f"{text('daily_report.office').vi} {shorten_agency(report.province)}",
        agency=text("daily_report.unit").vi,
        place=place_of(report.province),
        signatory=(text("daily_report.head_of_unit").vi,),
    )


def _annex(report: DailyReport) -> Iterator[str]:
    """What vouches for the figures: kept with the paper, no part of what is reported."""
    if newest := report.ledger.newest:
        at, facts = moment(newest.at), {"number": newest.number, "key": newest.key}
        yield say("daily_report.vouched", at=at, root=newest.root, **facts).vi


def _body(report: DailyReport) -> Iterator[Block]:
    if report.to is EscalationLevel.OFFICE and report.ledger.refused:
        refused = one_line(report.ledger.refused.vi)
        yield Paragraph(lead=text("daily_report.alarm").vi, text=refused)
    if not report.published:
        yield Paragraph(text=say("daily_report.unpublished", at=moment(report.made_at)).vi)
    yield Paragraph(text=_summary(report))
    yield from _by_charge(report)
    yield from _section("daily_report.overdue", _worst_first(report.overdue))
    yield from _section("daily_report.stalled", _worst_first(report.stalled))
    yield Paragraph(text=_asked_for(report))


def _summary(report: DailyReport) -> str:
    known = say(
        "daily_report.summary",
        at=moment(report.made_at),
        consultations=count(report.open_consultations),
        requests=count(report.open_requests),
        overdue=_some(report.overdue),
        stalled=_some(report.stalled),
    )
    late = _by_agency(report.overdue)
    if not late:
        return known.vi
    return say("daily_report.summary_by_agency", summary=known, agencies=late).vi


def _by_charge(report: DailyReport) -> Iterator[Block]:
    """To the Chairman: how many requests each Vice-Chairman's fields hold."""
    items = (*report.overdue, *report.stalled)
    held = Counter(person.id for item in items for person in item.in_charge)
    if report.to is EscalationLevel.CHAIRMAN and report.vice_chairman is None and held:
        names = {p.id: one_line(p.name) for item in items for p in item.in_charge}
        by_name = sorted((names[id_], number) for id_, number in held.items())
        each = [f"{name} ({count(number)})" for name, number in by_name]
        if nobodys := sum(not item.in_charge for item in items):
            each.append(say("daily_report.nobody_in_charge", number=count(nobodys)).vi)
        yield Paragraph(text=say("daily_report.by_charge", each=join_names(each)).vi)


def _some(items: Sequence[OverdueItem]) -> str:
    return count(len(items)) if items else text("daily_report.no").vi


def _by_agency(items: Sequence[OverdueItem]) -> str:
    """Each agency with how many it owes, those that owe most first."""
    owed = Counter(one_line(item.agency_name) for item in items)
    most_first = sorted(owed.items(), key=lambda entry: (-entry[1], entry[0]))
    return join_names(f"{name} ({count(number)})" for name, number in most_first)


def _worst_first(items: Sequence[OverdueItem]) -> tuple[OverdueItem, ...]:
    worst = sorted(items, key=lambda i: (-i.level, -i.days_late, i.due_at, i.consultation))
    return tuple(worst)


def _section(key: str, items: Sequence[OverdueItem]) -> Iterator[Block]:
    yield Paragraph(lead=text(key).vi)
    if not items:
        yield Paragraph(text=text("daily_report.none").vi)
        return
    rows = tuple((str(n), *_row(item)) for n, item in enumerate(items[:ON_PAPER], start=1))
    yield Grid(heads=HEADS, shares=SHARES, rows=rows, centred=(0, 3))
    if len(items) > ON_PAPER:
        yield Paragraph(text=say("daily_report.more", count=count(len(items) - ON_PAPER)).vi)


def _row(item: OverdueItem) -> tuple[str, ...]:
    urgent = f" ({URGENCIES[item.urgency].vi})" if item.urgency is not Urgency.NORMAL else ""
    case = (
        f"{one_line(item.subject)}{urgent}\n{item.consultation}\n"
        f"{item.drafting_agency_name}, {item.officer}"
    )
    official = item.official or text("daily_report.not_assigned").vi
    return (
        case,
        f"{item.agency_name}\n{official}",
        _due(item),
        _state(item),
        "\n".join(said.vi for said in say_delay_facts(item.facts or DelayFacts(), moment)),
    )


def _due(item: OverdueItem) -> str:
    lines = [clock(item.due_at), short_day(item.due_at)]
    if item.days_late:
        lines.append(say("daily_report.late", days=count(item.days_late)).vi)
    return "\n".join(lines)


def _state(item: OverdueItem) -> str:
    lines = [f"{STAGES[item.stage].vi}.", *_waits_for(item)]
    if item.difficult:
        named = [say("question_name.numbered", number=number) for number in item.difficult]
        lines.append(f"{say('standstill.difficult', questions=named).vi}.")
    lines += [f"{line.vi}." for circle in item.circles for line in say_circle(circle)]
    if item.level:
        lines.append(say("daily_report.reported", level=LEVELS[item.level]).vi)
    if item.returns:
        lines.append(say("daily_report.returns", count=count(item.returns)).vi)
    if item.next_step:
        when = item.next_step_at
        at = when and say("daily_report.next_at", time=clock(when), day=short_day(when))
        lines.append(say("daily_report.next", step=item.next_step, at=at).vi)
    return "\n".join(lines)


def _waits_for(item: OverdueItem) -> Iterator[str]:
    """Who has the next move, where that is not the agency, and until when."""
    if item.holder is not Holder.AGENCY:
        until = item.holder_due_at
        key = "standstill.held.until" if until else "standstill.held"
        yield f"{say(key, who=HOLDERS[item.holder], due_at=until and moment(until)).vi}."


def _asked_for(report: DailyReport) -> str:
    if not report.overdue and not report.stalled:
        return text("daily_report.closing").vi
    to_chairman = report.to is EscalationLevel.CHAIRMAN
    return text("daily_report.ask_chairman" if to_chairman else "daily_report.ask_leaders").vi
