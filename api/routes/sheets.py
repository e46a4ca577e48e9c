"""The sheets of periods: as they were made, what was amended since, and the files of them."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from pydantic import AwareDatetime, Field

from api.callers import Caller, Has
from api.documentation import read
from api.downloads import Csv, Docx, Xlsx, answer
from api.path_prefixes import V1
from remiss.consultation.values import Actor, AgencyCode, Value
from remiss.consultation.views.scores.tally import Card
from remiss.consultation.views.sheets.agency_sums import AgencyChange, agency_changes, agency_sums
from remiss.consultation.views.sheets.sheet import SHEET_CARDS, Cause, KeptSheet
from remiss.consultation.views.sheets.sheet_period import KEY, SheetPeriod
from remiss.documents.period_sheet.sheet_csv import sheet_csv
from remiss.documents.period_sheet.sheet_letter import docx
from remiss.documents.period_sheet.sheet_workbook import title, xlsx
from remiss.ledger.sheets.sheet_chain import SheetLineOfList
from remiss.serving.services import Services
from remiss.texts import Bilingual
from remiss.views.home_affairs import letterhead_of_home_affairs
from remiss.views.seen_sheets import not_recorded, seen_sheet, seen_sheets

router = APIRouter(prefix=f"{V1}/sheets", tags=["scorecards"])


class SheetEntry(Value):
    """One sheet: its period, when it was made, how many figures were amended, where it is."""

    period: str
    name: Bilingual
    made_at: AwareDatetime
    changes: int
    json_path: str
    xlsx_path: str
    csv_path: str
    docx_path: str


class SheetList(Value):
    """All sheets, the period that ended last first."""

    items: tuple[SheetEntry, ...]


class AgencyFigures(Value):
    """Single figures of an agency, by their names in `docs/scorecards.md`; zeros are left out."""

    card: Card
    agency: AgencyCode
    name: Bilingual
    made: dict[str, int] = Field(description="As the sheet was made.")
    stands: dict[str, int] = Field(description="As its amendments leave it.")


class FigureChange(Value):
    """One figure of an agency that an amendment changed, and the events behind that."""

    amendment: int = Field(description="Its number; 0 for what no run has recorded yet.")
    recorded_at: AwareDatetime | None
    card: Card
    agency: AgencyCode
    figure: str
    before: int
    after: int
    causes: tuple[Cause, ...]


class SheetAnswer(Value):
    """The sheet of a period, frozen; its amendments stand beside it."""

    period: str
    name: Bilingual
    number: int = Field(description="Its place in the chain that checkpoints sign.")
    made_at: AwareDatetime
    agencies: tuple[AgencyFigures, ...]
    amendments: tuple[FigureChange, ...]
    not_recorded: tuple[FigureChange, ...] = Field(
        description="Where a count of now differs from both; the next run records it."
    )


@router.get(
    "", **read("read_sheets", "Bảng tổng hợp theo kỳ, mới nhất trước", "Sheets, newest first")
)
async def list_sheets(has: Has, actor: Caller) -> SheetList:
    """One for each month, quarter, half-year and year that is over."""
    return SheetList(items=tuple(map(_entry, await seen_sheets(has.ledger, actor))))


Key = Annotated[
    str,
    Path(
        pattern=f"^{KEY}$",
        description="Kỳ / The period: `2026-11`, `2026-Q4`, `2026-H2`, `2026`",
        examples=["2026-11"],
    ),
]


async def _seen(has: Services, actor: Actor, period: str) -> KeptSheet:
    return await seen_sheet(has.ledger, actor, SheetPeriod.of_key(period), has.registry.apart)


def _reads(vi: str, en: str, action: str = "read_sheets", **more: Any) -> dict[str, Any]:
    return {**read(action, vi, en), **more}


@router.get("/{period}.json", **_reads("Bảng tổng hợp của một kỳ (JSON)", "A sheet (JSON)"))
async def sheet_json(has: Has, actor: Caller, period: Key) -> SheetAnswer:
    """Figures as made and as amended. Whoever does not see every agency reads their own."""
    kept = await _seen(has, actor, period)
    pending = await not_recorded(has.ledger, actor, kept, has.registry.apart)
    amended = agency_changes(kept)
    later = kept.model_copy(
        update={"amendments": (*kept.amendments, pending) if pending else kept.amendments}
    )
    return SheetAnswer(
        period=kept.sheet.period,
        name=kept.period.name,
        number=kept.sheet.number,
        made_at=kept.sheet.made_at,
        agencies=tuple(_figures(kept)),
        amendments=tuple(_change(each) for each in amended),
        not_recorded=tuple(
            _change(each).model_copy(update={"amendment": 0, "recorded_at": None})
            for each in agency_changes(later)[len(amended) :]
        ),
    )


@router.get(
    "/{period}.xlsx",
    response_class=Xlsx,
    **_reads("Bảng tổng hợp của một kỳ (XLSX)", "A sheet (XLSX)"),
)
async def sheet_xlsx(has: Has, actor: Caller, period: Key) -> Response:
    """Counts; rates as formulas over them; the amendments on a sheet of their own."""
    kept = await _seen(has, actor, period)
    return await answer(Xlsx, title(kept).vi, "xlsx", lambda: xlsx(kept))


@router.get(
    "/{period}.csv",
    response_class=Csv,
    **_reads("Bảng tổng hợp của một kỳ (CSV)", "A sheet (CSV)"),
)
async def sheet_as_csv(has: Has, actor: Caller, period: Key) -> Response:
    """Every single figure, as made and as amended."""
    kept = await _seen(has, actor, period)
    return await answer(Csv, title(kept).vi, "csv", lambda: sheet_csv(kept))


@router.get(
    "/{period}.docx",
    response_class=Docx,
    **_reads(
        "Báo cáo Chủ tịch UBND tỉnh về một kỳ (DOCX)",
        "The report of a period to the Chairman (DOCX)",
        "read_sheet_letter",
    ),
)
async def sheet_docx(has: Has, actor: Caller, period: Key) -> Response:
    """A draft for signature in the name of Home Affairs."""
    kept = await _seen(has, actor, period)
    head = letterhead_of_home_affairs(has.registry)
    return await answer(Docx, title(kept).vi, "docx", lambda: docx(kept, head))


def _figures(kept: KeptSheet) -> list[AgencyFigures]:
    names, found = kept.names, []
    for card in SHEET_CARDS:
        made, stands = agency_sums(kept.sheet.lines, card), agency_sums(kept.lines, card)
        found += [
            AgencyFigures(
                card=card,
                agency=code,
                name=names.get(code, Bilingual(vi=code, en=code)),
                made=dict(made.get(code, {})),
                stands=dict(stands.get(code, {})),
            )
            for code in sorted({*made, *stands})
        ]
    return found


def _change(each: AgencyChange) -> FigureChange:
    facts = each._asdict()
    amendment = facts.pop("amendment")
    return FigureChange(amendment=amendment.number, recorded_at=amendment.made_at, **facts)


def _entry(line: SheetLineOfList) -> SheetEntry:
    key = line.period.key
    path = f"{router.prefix}/{key}"
    return SheetEntry(
        period=key,
        name=line.period.name,
        made_at=datetime.fromisoformat(line.made_at),
        changes=line.changes,
        json_path=f"{path}.json",
        xlsx_path=f"{path}.xlsx",
        csv_path=f"{path}.csv",
        docx_path=f"{path}.docx",
    )
