"""The lines of a reform index: criterion, numerator, denominator, evidence; facts, no points."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.callers import Caller, Has
from api.documentation import read
from api.downloads import Csv, Xlsx, answer
from api.path_prefixes import V1
from remiss.consultation.values import Actor
from remiss.documents.period_sheet.index_files import index_csv, index_title, index_xlsx
from remiss.documents.period_sheet.index_lines import IndexExport
from remiss.serving.services import Services
from remiss.views.index_export import index_of_year

router = APIRouter(prefix=f"{V1}/reform-index", tags=["scorecards"])
Year = Annotated[int, Path(ge=2000, le=2099, description="Năm / The year", examples=[2026])]
READ, VI, EN = "read_index", "Số liệu phục vụ chấm chỉ số CCHC", "Lines of the reform index"


@router.get("/{year}.json", **read(READ, f"{VI} (JSON)", f"{EN} (JSON)"))
async def index_json(has: Has, actor: Caller, year: Year) -> IndexExport:
    """Of the year's frozen sheet, once there is one; each line says where its evidence is."""
    return await _export(has, actor, year)


@router.get("/{year}.csv", response_class=Csv, **read(READ, f"{VI} (CSV)", f"{EN} (CSV)"))
async def index_as_csv(has: Has, actor: Caller, year: Year) -> Response:
    """The same as CSV."""
    export = await _export(has, actor, year)
    return await answer(Csv, index_title(export).vi, "csv", lambda: index_csv(export))


@router.get("/{year}.xlsx", response_class=Xlsx, **read(READ, f"{VI} (XLSX)", f"{EN} (XLSX)"))
async def index_as_xlsx(has: Has, actor: Caller, year: Year) -> Response:
    """The same as a workbook."""
    export = await _export(has, actor, year)
    return await answer(Xlsx, index_title(export).vi, "xlsx", lambda: index_xlsx(export))


async def _export(has: Services, actor: Actor, year: int) -> IndexExport:
    return await index_of_year(has.ledger, actor, year, has.registry, has.public_url)
