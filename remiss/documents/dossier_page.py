"""The page of a dossier: the whole case on paper or screen, Vietnamese first.

One file that needs no network and runs nothing. It proves nothing by itself, and says what does.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from remiss.consultation.state import Consultation, Request
from remiss.consultation.telling import labels
from remiss.consultation.telling.answer_parts import named_parts
from remiss.consultation.telling.chronicle import describe
from remiss.consultation.telling.names import names_in
from remiss.consultation.views.rows import RequestRow, request_row
from remiss.documents.dossier_content import Dossier, NoticeSent
from remiss.documents.official_wording import fit
from remiss.templates import read_templates
from remiss.texts import Bilingual, say, texts


def _as_it_reads(value: Any) -> Markup:
    """Nothing in a text turns the letters around it; its lines stay lines."""
    if isinstance(value, Markup):
        return value
    return escape(fit(str(value))).replace("\n", Markup("<br>"))


PAGE = read_templates("remiss.documents", _as_it_reads).get_template("dossier.html")
CHANNELS, OUTCOMES = texts("dossier_page.channel"), texts("dossier_page.outcome")


class AgencyLine(NamedTuple):
    """One request in the table of agencies; `agency` is its name in both languages."""

    agency: tuple[str, str]
    stage: Bilingual
    row: RequestRow


def page(dossier: Dossier) -> bytes:
    """The page as UTF-8."""
    case, names = dossier.case, names_in(dossier.case)
    html = PAGE.render(
        dossier=dossier,
        case=case,
        agencies=names.agencies,
        labels=labels,
        numbers=names.numbers,
        named_parts=named_parts,
        signed=_signed(dossier.key),
        covered=_covered(dossier),
        requests=[_line(case, request) for request in case.all_requests],
        events=[(line, describe(line.recorded, names)) for line in dossier.events],
        notices=list(_notices(dossier)),
    )
    return html.encode()


def _signed(key: str | None) -> Bilingual:
    return say("dossier_page.signed", key=key) if key else say("dossier_page.not_signed")


def _covered(dossier: Dossier) -> Bilingual:
    coverage, last = dossier.coverage, len(dossier.events)
    if coverage is None:
        return say("dossier_page.not_covered", last=last)
    number, at, covered = coverage.number, labels.day_and_time(coverage.at), coverage.version
    if covered < last:
        return say(
            "dossier_page.covered_in_part",
            number=number,
            at=at,
            covered=covered,
            next=covered + 1,
            last=last,
        )
    return say("dossier_page.covered", number=number, at=at, covered=covered)


def _line(case: Consultation, request: Request) -> AgencyLine:
    row, name = request_row(case, request), request.agency.name
    again = f" ({request.ordinal})" if request.ordinal > 1 else ""
    stage = labels.STAGES[row.stage]
    if row.silence:
        outcome = labels.SILENCE_OUTCOMES[row.silence]
        stage = Bilingual(vi=f"{stage.vi}: {outcome.vi}", en=f"{stage.en}: {outcome.en}")
    return AgencyLine((f"{name.vi}{again}", f"{name.en}{again}"), stage, row)


def _notices(dossier: Dossier) -> Iterator[tuple[NoticeSent, Bilingual, Bilingual]]:
    """Each notice, on which way it went, and what became of it."""
    for notice in dossier.notices:
        yield notice, CHANNELS.get(notice.channel, _alike(notice.channel)), _outcome(notice)


def _outcome(notice: NoticeSent) -> Bilingual:
    outcome = OUTCOMES.get(notice.status, _alike(notice.status))
    at = f" {labels.local_time(notice.sent_at)}" if notice.sent_at else ""
    why = f": {notice.last_error}" if notice.last_error and not notice.sent_at else ""
    told = Bilingual(vi=f"{outcome.vi}{at}{why}", en=outcome.en)
    return say("dossier_page.attempts", outcome=told, attempts=notice.attempts)


def _alike(said: str) -> Bilingual:
    return Bilingual(vi=said, en=said)
