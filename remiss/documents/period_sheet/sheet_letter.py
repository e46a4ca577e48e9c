"""The report of a period to the Chairman, in the name of Home Affairs, its tables as an annex.

It is a draft for signature, made from the sheet alone: it says what was counted, and grades nobody.
"""

from collections.abc import Iterator

from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.agency_sums import agency_changes
from remiss.consultation.views.sheets.sheet import SHEET_CARDS, KeptSheet
from remiss.documents.letters.letter import (
    Block,
    Grid,
    Letter,
    Paragraph,
    add_addressees,
    add_block,
    add_foot,
    add_head,
    add_signature,
    add_title,
)
from remiss.documents.letters.letterhead import Letterhead
from remiss.documents.official_wording import day, moment, one_line
from remiss.documents.period_sheet.sheet_rows import (
    AgencyRow,
    agency_rows,
    figure_name,
    measure_name,
    total,
)
from remiss.documents.word import (
    Properties,
    Style,
    add_line,
    blank,
    to_bytes,
    with_next,
)
from remiss.ledger.reads.scorecards.comment_figures import Figures
from remiss.ledger.reads.scorecards.measures import LISTED, MEASURES, Kind, Measure
from remiss.texts import Bilingual, say, text

OVERDUE = ("late", "silent")
"""What a letter names an agency for: replies after the deadline, and requests without a reply."""


def docx(kept: KeptSheet, head: Letterhead) -> bytes:
    """The report as a Word file on landscape pages."""
    paper = as_letter(kept, head)
    properties = Properties(
        title=one_line(paper.subject), author=one_line(head.agency), made_at=paper.made_at
    )
    document = blank(properties, landscape=True)
    left = add_head(document, head, paper.made_at)
    add_line(left, say("letter.number", symbol=head.symbol(report=True)).vi, Style.NUMBER)
    add_title(document, paper.title or "", paper.subject)
    add_addressees(document, paper.to)
    lines = [line for block in paper.body for line in add_block(document, block)]
    with_next(lines[-2:])
    copies, signed = add_foot(document)
    add_line(copies, text("letter.copies").vi, Style.COPIES)
    for copy in paper.copies:
        add_line(copies, f"- {copy};", Style.COPY)
    add_line(copies, f"- {say('letter.filed', unit=head.unit).vi}.", Style.COPY)
    add_signature(signed, head.signatory)
    title = add_line(document, text("sheet_letter.annex").vi, Style.TITLE)
    title.paragraph_format.page_break_before = True
    add_line(document, paper.subject, Style.SUBJECT)
    for block in _annex(kept):
        with_next(add_block(document, block))
    return to_bytes(document, properties)


def as_letter(kept: KeptSheet, head: Letterhead) -> Letter:
    """What stands before the signature."""
    return Letter(
        head=head,
        made_at=kept.counted.made_at,
        title=text("letter.report").vi,
        subject=say("sheet_letter.subject", period=kept.period.name).vi,
        to=(text("letter.chairman").vi,),
        body=tuple(_body(kept)),
        copies=(text("letter.as_above").vi, text("sheet_letter.to_office").vi),
    )


def _body(kept: KeptSheet) -> Iterator[Block]:
    period, asked = kept.period, agency_rows(kept, Card.AGENCIES)
    answering, drafting = total(asked), total(agency_rows(kept, Card.DRAFTERS))
    yield _said("opening", period=period.name, first=day(period.first), last=day(period.last))
    yield _said("asking", **_counts(drafting, consultations="consultations", rounds="rounds"))
    if _measure(Card.DRAFTERS, "to_communes").among(drafting):
        yield _said("requests", **_part(Card.DRAFTERS, "to_communes", drafting))
    in_time = _measure(Card.AGENCIES, "in_time")
    yield _said(
        "answering",
        **_counts(answering, in_time="in_time", late="late", silent="silent"),
        whole=str(in_time.among(answering)),
        rate=_rate(in_time, answering),
        requests=str(answering["requests"]),
        agencies=str(sum(1 for row in asked if row.figures["requests"])),
    )
    yield _said(
        "quality", **_counts(answering, standing="returns_standing", upheld="contests_upheld")
    )
    clear = _measure(Card.AGENCIES, "clear")
    if clear.among(answering):
        yield _said("clear", **_part(Card.AGENCIES, "clear", answering))
    adopted = _measure(Card.AGENCIES, "adopted")
    if adopted.among(answering):
        yield _said("adopted", **_part(Card.AGENCIES, "adopted", answering))
    yield from _overdue(asked)
    yield from _standing(kept)
    yield _said("closing")


def _overdue(asked: list[AgencyRow]) -> Iterator[Block]:
    """Who replied late or not at all and how often, in the order of codes."""
    named = [row for row in asked if any(row.figures[name] for name in OVERDUE)]
    if not named:
        yield _said("nobody_overdue")
        return
    yield _said("overdue", count=str(len(named)))
    for row in named:
        yield _said(
            "overdue_agency",
            agency=one_line(row.name.vi),
            late=str(row.figures["late"]),
            days=str(row.figures["days_late"]),
            silent=str(row.figures["silent"]),
        )


def _standing(kept: KeptSheet) -> Iterator[Block]:
    made = moment(kept.sheet.made_at)
    if kept.amendments:
        last = moment(kept.counted.made_at)
        yield _said("amended", made=made, count=str(len(kept.amendments)), last=last)
    else:
        yield _said("made", made=made)


def _annex(kept: KeptSheet) -> Iterator[Block]:
    for number, card in enumerate(SHEET_CARDS, start=1):
        rows = agency_rows(kept, card)
        shown = LISTED[card]
        heads = [measure_name(card, each.name).vi for each in shown]
        lines = [_line(str(place), row, shown) for place, row in enumerate(rows, start=1)]
        lines.append(("", text("sheet.total").vi, *_cells(total(rows), shown)))
        yield Paragraph(lead=f"{number}. {text(f'portal.scorecards.{card}.title').vi}")
        yield Grid(
            heads=(text("sheet.column.place").vi, text("sheet.column.agency").vi, *heads),
            shares=(4, 22, *(9 for _ in heads)),
            rows=tuple(lines),
            centred=(0, *range(2, len(heads) + 2)),
        )
    if changes := agency_changes(kept):
        yield Paragraph(lead=f"3. {text('sheet.book.amendments').vi}")
        names = ("recorded", "agency", "figure", "before", "after")
        yield Grid(
            heads=tuple(text(f"sheet.column.{name}").vi for name in names),
            shares=(18, 34, 30, 9, 9),
            rows=tuple(
                (
                    moment(each.amendment.made_at),
                    one_line(kept.names.get(each.agency, _plain(each.agency)).vi),
                    figure_name(each.card, each.figure).vi,
                    str(each.before),
                    str(each.after),
                )
                for each in changes
            ),
            centred=(0, 3, 4),
        )


def _line(place: str, row: AgencyRow, shown: tuple[Measure, ...]) -> tuple[str, ...]:
    return (place, one_line(row.name.vi), *_cells(row.figures, shown))


def _cells(figures: Figures, shown: tuple[Measure, ...]) -> Iterator[str]:
    """The count; of a rate its part and whole, and the rate below where there are enough."""
    for each in shown:
        amount, among = each.amount(figures), each.among(figures)
        if each.kind is Kind.COUNT:
            yield str(amount)
        else:
            rate = _rate(each, figures)
            yield f"{amount}/{among}\n{rate}" if each.enough(figures) else f"{amount}/{among}"


def _rate(each: Measure, figures: Figures) -> str:
    """As official papers write it: 85,7%; 1,50; a word where there are too few."""
    amount, among = each.amount(figures), each.among(figures)
    if not each.enough(figures):
        return text("sheet_letter.too_few").vi
    if each.kind is Kind.EACH:
        return f"{amount / among:.2f}".replace(".", ",")
    return f"{100 * amount / among:.1f}%".replace(".", ",")


def _part(card: Card, name: str, figures: Figures) -> dict[str, str]:
    each = _measure(card, name)
    part, whole = each.amount(figures), each.among(figures)
    return {"part": str(part), "whole": str(whole), "rate": _rate(each, figures)}


def _measure(card: Card, name: str) -> Measure:
    return next(each for each in MEASURES[card] if each.name == name)


def _counts(figures: Figures, **named: str) -> dict[str, str]:
    return {key: str(figures[name]) for key, name in named.items()}


def _said(key: str, **facts: object) -> Paragraph:
    return Paragraph(text=say(f"sheet_letter.{key}", **facts).vi)


def _plain(said: str) -> Bilingual:
    return Bilingual(vi=said, en=said)
