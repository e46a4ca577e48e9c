"""Official documents as answers: who may read which, under what name it is saved."""

import asyncio
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from fastapi import Response

from api.documentation import read, refusals
from api.services import Services
from remiss.consultation.authority import permit
from remiss.consultation.life.events import Event
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.values import AgencyCode
from remiss.consultation.visibility import sees_table
from remiss.documents.letterhead import Letterhead, letterhead
from remiss.documents.notices_given import Standing
from remiss.files.store import OFFICE
from remiss.problems.problem import Problem
from remiss.views.seen_case import SeenCase


class Docx(Response):
    media_type = OFFICE["word/document.xml"]


class Xlsx(Response):
    media_type = OFFICE["xl/workbook.xml"]


class ReportLevel(StrEnum):
    """To whom a report letter goes."""

    HEAD = "head"
    OFFICE = "office"
    CHAIRMAN = "chairman"

    @property
    def rung(self) -> EscalationLevel:
        return EscalationLevel[self.name]


def rendered(vi: str, en: str) -> dict[str, Any]:
    """How a document is documented: a read that may also come too early."""
    documented = read(vi, en)
    return {**documented, "responses": {**documented["responses"], **refusals(409)}}


def events_of(seen: SeenCase) -> tuple[Event, ...]:
    """Everything that led to the case as it is."""
    return tuple(stored.recorded.event for stored in seen.events)


def head_for(has: Services, seen: SeenCase) -> Letterhead:
    """The head of what the drafting agency issues."""
    return letterhead(seen.case.drafting_agency, has.registry.province.name.vi)


def check_table(seen: SeenCase) -> None:
    """An agency reads the table, with what others said in it, once the case is concluded.

    Raises:
        Problem: `table_not_final`.
    """
    if not sees_table(seen.actor, seen.case):
        raise Problem("table_not_final")


def check_about(seen: SeenCase, agency: AgencyCode) -> None:
    """A letter that reminds or reports an agency is the drafting side's to sign, not its own.

    Raises:
        Refusal: `request_not_found`, `not_permitted`.
    """
    permit(seen.actor, "read_letters_about", seen.case, agency)
    seen.request(agency)


def given(standing: Standing | None) -> Standing:
    """What a letter puts on paper.

    Raises:
        Problem: `notice_not_given`.
    """
    if standing is None:
        raise Problem("notice_not_given")
    return standing


async def answer(
    kind: Callable[..., Response], name: str, extension: str, render: Callable[[], bytes]
) -> Response:
    """The file, made beside the event loop: rendering takes the processor for itself."""
    content = await asyncio.to_thread(render)
    return kind(content, headers={"Content-Disposition": saved_as(f"{name}.{extension}")})


def saved_as(name: str) -> str:
    """A download under a Vietnamese name, and under a plain one for whoever knows no other."""
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    fallback = plain.encode("ascii", "ignore").decode()
    return f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"
