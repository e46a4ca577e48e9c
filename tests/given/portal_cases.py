"""Cases for people at a browser: the demo's story, told as far as a test needs, then by hand."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from rich.console import Console
from temporalio.client import Client

from remiss.consultation.values import Reply
from remiss.demo.desks import Office, person_named
from remiss.demo.play import Play
from remiss.demo.screen import Screen
from remiss.demo.script import Plot, Replying, Step, load_script
from remiss.reference.calendars import working_calendar

OFFICER, SUPERVISOR = "snv.lan.tran", "snv.hoa.nguyen"
OFFICIAL, HEAD, FINANCE = "stc.duc.hoang", "stc.huong.bui", "H99.04"
CLERK, HEALTH = "syt.lien.dao", "H99.11"
OFFICE, AUDITOR = "vp.thinh.tran", "ttr.giang.ha"
HOME_AFFAIRS, INSPECTOR = "snv.tam.huynh", "kt.thu.doan"
ELSEWHERE = "svh.ha.kieu"
"""An officer of an agency that the story neither asks nor lets draft."""
"""Ids of people, and of agencies, of the demo."""
PLOT = load_script().first


class Point(Enum):
    """How far the story is told: up to and with the first step of this kind."""

    OPENED = ""
    ACKNOWLEDGED = "acknowledge H99.04"
    PREPARED = "prepared H99.04"
    """A reply waits for the head's signature."""
    ANSWERED = "answered H99.04"
    """It was signed and accepted."""
    UNCLEAR = "decline H99.11"
    """A clarification and a declined question wait for the officer."""
    FLAGGED = "flag H99.10"
    """A reply waits for the officer's review."""
    RETURNED = "return H99.04"
    MORE_TIME = "ask_for_time H99.03"
    AMENDED = "amend"
    OVERDUE = "accept H99.04"
    """One agency replied late, one has not at all."""
    SILENT = "silent"
    """All have answered or been recorded as silent; every comment waits to be disposed of."""
    CONCLUDED = "conclude"


def _named(step: Step) -> str:
    """What a point calls a step."""
    what = getattr(step, "path", None) or getattr(step, "expect", step.do)
    return f"{what} {getattr(step, 'agency', '')}".strip()


@dataclass
class PortalCase:
    """A case of the story, and what people do to it through the API."""

    office: Office
    play: Play

    @property
    def id(self) -> str:
        return self.play.id

    def address(self, agency: str = "") -> str:
        """Of the case, or of an agency's request, under /v1."""
        case = f"/v1/consultations/{self.id}"
        return f"{case}/requests/{agency}" if agency else case

    async def does(self, by: str, path: str, agency: str = "", **body: Any) -> list[str]:
        """The kinds of the events of what a person does to the case or to a request."""
        where = f"{self.address(agency)}/{path}"
        receipt = await self.office.act(by, where, secrets.token_hex(8), body)
        return list(receipt["events"])

    async def reads(self, by: str = "", path: str = "", agency: str = "") -> Any:
        """What a person, or else the officer, reads of the case, or of a request."""
        where = self.address(agency)
        who = by or self.play.plot.officer
        return await self.office.read(who, f"{where}/{path}" if path else where)

    async def recorded(self) -> list[str]:
        """The kinds of the events in the case's timeline."""
        return [entry["type"] for entry in (await self.reads(path="timeline"))["entries"]]

    async def prepares(self, agency: str = FINANCE, nth: int = -1, **changed: Any) -> str:
        """An agency's reply of the story, its last unless said, is laid before the head; its hash.

        `changed` replaces what the story has in it.
        """
        step = _replies(agency)[nth]
        reply = {
            **step.reply,
            "responsible_official": person_named(step.by),
            "draft_sha256": self.play._sha256,
        } | changed
        await self.does(step.by, "reply", agency, **reply)
        return Reply.model_validate(reply).sha256()

    async def answers(self, agency: str = FINANCE, nth: int = -1, **changed: Any) -> list[str]:
        """The same, signed; the kinds of the events."""
        sha256 = await self.prepares(agency, nth, **changed)
        signer = _replies(agency)[nth].signed_by
        return await self.does(signer, "sign", agency, reply_sha256=sha256)


def _replies(agency: str) -> list[Replying]:
    return [step for step in PLOT.steps if isinstance(step, Replying) and step.agency == agency]


@dataclass
class Cases:
    """Brings cases to a point; one that tests only read is told once for all of them."""

    office: Office
    client: Client
    kept: dict[Point, PortalCase] = field(default_factory=dict)

    async def fresh(self, point: Point = Point.OPENED, plot: Plot = PLOT) -> PortalCase:
        """A case of a test's own; another plot than the story's stays at its opening."""
        year = datetime.now(UTC).year
        name = secrets.token_hex(4)
        screen = Screen(Console(quiet=True))
        play = Play(plot, name, self.office, working_calendar(year, year + 2), screen)
        await play.open(self.client)
        case = PortalCase(self.office, play)
        if point in BY_HAND:
            await _tell(play, Point.ACKNOWLEDGED)
            await BY_HAND[point](case)
        else:
            await _tell(play, point)
        return case

    async def at(self, point: Point) -> PortalCase:
        """The case that stands at this point: for reading only."""
        if point not in self.kept:
            self.kept[point] = await self.fresh(point)
        return self.kept[point]


BY_HAND = {Point.PREPARED: PortalCase.prepares, Point.ANSWERED: PortalCase.answers}
"""Points at which the story does not stop, or only later: Finance answers at once."""


async def _tell(play: Play, point: Point) -> None:
    if point is Point.OPENED:
        return
    for ordinal, step in enumerate(PLOT.steps):
        await play.take(step, ordinal)
        if _named(step) == point.value:
            return
    assert point in {Point.SILENT, Point.CONCLUDED}, point
    await play.wait_out(PLOT.silent or "")
    if point is Point.CONCLUDED:
        for ordinal, step in enumerate(PLOT.closing_steps, start=len(PLOT.steps)):
            await play.take(step, ordinal)
        await play.conclude()
