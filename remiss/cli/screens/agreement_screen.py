"""How far three people agree, on a terminal: figures, what they mean, what to talk about."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from rich.console import Console

from remiss.cli.labels.compared_sheets import ComparedSheets, LabelledReply
from remiss.cli.terminal import table_of
from remiss.consultation.labelling.agreement import Agreement, closeness, share_interval
from remiss.consultation.labelling.majority import Split
from remiss.documents.labelling.label_columns import LABELS, MARKS
from remiss.texts import Bilingual, label, say, text

Category = TypeVar("Category")
FEW = 50
"""Fewer replies than this, and the figures say little."""


def show_agreement(screen: Console, compared: ComparedSheets) -> None:
    """Print what people chose, together and by label, and the replies to talk about."""
    done = len(compared.labelled)
    _line(screen, say("label_agreement.finished", done=done, total=compared.total))
    if not done:
        return
    _show(screen, text("label_agreement.labels"), compared.label_agreement(), LABELS)
    _show(screen, text("label_agreement.marks"), compared.mark_agreement(), MARKS)
    _line(screen, text("label_agreement.ceiling"))
    if done < FEW:
        _line(screen, say("label_agreement.few", few=FEW))
    for line in _to_talk_about(compared):
        _line(screen, line)


def _show(
    screen: Console,
    heading: Bilingual,
    found: Agreement[Category],
    names: Mapping[Category, Bilingual],
) -> None:
    screen.print(f"\n[bold]{heading.both()}[/bold]")
    least, most = share_interval(found.identical, found.things)
    identical = {"count": found.identical, "things": found.things}
    shares = {"share": _percent(found.identical / found.things), "least": _percent(least)}
    _line(screen, say("label_agreement.identical", **identical, **shares, most=_percent(most)))
    if found.pairs is not None:
        _line(screen, say("label_agreement.pairs", share=_percent(found.pairs)))
    _line(screen, _kappa_line(found))
    _line(screen, text(f"label_agreement.advice.{closeness(found.kappa)}"))
    table = table_of("command.labels.column")
    for one in found.categories:
        if one.chosen:
            name = names[one.category]
            table.add_row(name.both(), str(one.chosen), _figure(one.kappa), _word(one.kappa).both())
    screen.print(table)


def _kappa_line(found: Agreement[Category]) -> Bilingual:
    facts = {"kappa": _figure(found.kappa), "word": _word(found.kappa)}
    if found.kappa_range is None:
        return say("label_agreement.kappa", **facts)
    least, most = map(_figure, found.kappa_range)
    return say("label_agreement.kappa_range", **facts, least=least, most=most)


def _to_talk_about(compared: ComparedSheets) -> Iterator[Bilingual]:
    split = [one for one in compared.labelled if isinstance(one.settled, Split)]
    if split:
        yield say("label_agreement.talk", count=len(split))
        yield from (
            _talk_line(one, one.settled, compared)
            for one in split
            if isinstance(one.settled, Split)
        )


def _talk_line(one: LabelledReply, why: Split, compared: ComparedSheets) -> Bilingual:
    people = [
        say(
            "label_agreement.said",
            person=sheet.person,
            label=LABELS[each.label],
            doubts=f" ({each.doubts})" if each.doubts else "",
        )
        for sheet, each in zip(compared.sheets, one.by, strict=True)
    ]
    return say("label_agreement.talk_line", reply=one.reply.record.id, why=label(why), said=people)


def _line(screen: Console, said: Bilingual) -> None:
    screen.print(said.both("\n"), markup=False)


def _word(kappa: float | None) -> Bilingual:
    return label(closeness(kappa))


def _figure(kappa: float | None) -> str:
    return "-" if kappa is None else f"{kappa:.2f}"


def _percent(share: float) -> str:
    return f"{share:.0%}"
