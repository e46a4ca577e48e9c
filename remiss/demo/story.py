"""`remiss demo`: the whole service, and one story told on it."""

import asyncio
from datetime import UTC, datetime
from functools import partial

import httpx
from rich.console import Console
from temporalio.client import Client

from remiss import logs
from remiss.consultation.policy import EscalationLevel
from remiss.consultation.telling.labels import ROLES
from remiss.demo.desks import Office
from remiss.demo.play import Play
from remiss.demo.screen import Screen
from remiss.demo.script import Plot, load_script
from remiss.evidence import ledger_proof
from remiss.files.store import Store
from remiss.machine.development_issuer import check_is_ours, token
from remiss.machine.service import Service, run_service
from remiss.private_file import replace_file
from remiss.reference.calendars import working_calendar
from remiss.reference.people import load_people
from remiss.reference.people_file import ListedPerson
from remiss.settings import Settings
from remiss.temporal.client import connect
from remiss.texts import BilingualError, say, text

SHOWN = {
    "snv.lan.tran",
    "snv.hoa.nguyen",
    "snv.tam.huynh",
    "vp.thinh.tran",
    "skhcn.nam.ly",
    "skhcn.phuong.cao",
    "kt.thu.doan",
}
"""An officer, a supervisor, Home Affairs, the Office, the silent agency's official and head, an
inspector of no agency that is asked."""
PAPERS = "documents"
PAPERS_OF_CASE = {
    "bang-tong-hop.docx": "documents/consolidation.docx",
    "bang-tong-hop.xlsx": "documents/consolidation.xlsx",
    "cong-van-lay-y-kien.docx": "requests/{silent}/documents/request.docx",
    "cong-van-don-doc.docx": "requests/{silent}/documents/reminder.docx",
    "bao-cao-chu-tich.docx": "requests/{silent}/documents/report.docx?level=chairman",
}
"""What the officer prints at the end, by file name: the table, and letters to the silent agency."""


def run(settings: Settings, *, stay: bool = True) -> None:
    """Start the service on the virtual clock, play the story, and stay until Ctrl-C."""
    check_is_ours(settings)
    screen = Screen(Console(soft_wrap=False))
    settings = settings.with_values({"virtual_clock": True})
    logs.configure(settings.with_values({"log_level": "WARNING"}))
    screen.line(text("demo.starting"))
    asyncio.run(run_service(settings, partial(_tell, screen, stay), stay=stay))
    screen.line(text("demo.stopped"))


async def _tell(screen: Screen, stay: bool, service: Service) -> None:  # noqa: FBT001
    async with httpx.AsyncClient(base_url=service.api_url, timeout=30) as http:
        office = Office(service.settings, http)
        client = await connect(service.settings)
        first = await _first(office, client, screen)
        await _second(office, client, screen)
        await _print(office, service, first)
    await _verify(service, screen)
    _say_where(screen, service)
    if stay:
        screen.line(text("demo.press_to_stop"), "\n")


def _play(plot: Plot, name: str, office: Office, screen: Screen) -> Play:
    year = datetime.now(UTC).year
    return Play(plot, name, office, working_calendar(year, year + 2), screen)


async def _first(office: Office, client: Client, screen: Screen) -> str:
    """Eight agencies, from a clarification to the last word on a comment."""
    plot = load_script().first
    play = _play(plot, "first", office, screen)
    screen.chapter(text("demo.first_case"))
    screen.foretold(await play.rehearse())
    await play.open(client)
    if not await play.is_over():
        screen.begin(text("demo.title").both(), len(plot.steps) + len(plot.closing_steps) + 3)
        try:
            await _tell_first(play, screen)
        finally:
            screen.end()
    screen.summary(await play.case())
    if count := await play.check_rehearsal():
        screen.came_true(count)
    return play.id


async def _tell_first(play: Play, screen: Screen) -> None:
    await play.be_refused()
    screen.advance()
    plot = play.plot
    for ordinal, step in enumerate(plot.steps):
        await play.take(step, ordinal)
        screen.advance()
    if plot.silent:
        await play.wait_out(plot.silent)
    screen.advance()
    for ordinal, step in enumerate(plot.closing_steps, start=len(plot.steps)):
        await play.take(step, ordinal)
        screen.advance()
    await play.conclude()
    screen.advance()


async def _second(office: Office, client: Client, screen: Screen) -> None:
    """A case left open and stalled, for an auditor to find in the Temporal UI."""
    plot = load_script().second
    play = _play(plot, "second", office, screen)
    screen.chapter(text("demo.second_case"))
    await play.open(client)
    for ordinal, step in enumerate(plot.steps):
        await play.take(step, ordinal)
    await play.wait_out(plot.agencies[0], level=EscalationLevel.OFFICE)
    screen.summary(await play.case())


async def _print(office: Office, service: Service, consultation: str) -> None:
    """The papers of the first case, as the officer would fetch them."""
    folder = service.settings.data_dir / PAPERS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    plot = load_script().first
    for name, path in PAPERS_OF_CASE.items():
        address = f"/v1/consultations/{consultation}/{path.format(silent=plot.silent)}"
        (folder / name).write_bytes(await office.fetch(plot.officer, address))


async def _verify(service: Service, screen: Screen) -> None:
    """Sign where every chain stands, then check the ledger and files beside what was signed."""
    dsn = service.settings.postgres_dsn
    address = dsn.get_secret_value() if dsn else ""
    await ledger_proof.make_checkpoint(address, service.settings)
    files = Store(service.settings.data_dir / "attachments", service.settings.attachment_max_bytes)
    report = await ledger_proof.audit_ledger(address, service.settings, files.is_sound)
    verdict = report.verdict
    if not report.holds:
        raise BilingualError(verdict)
    screen.verified(verdict)


def _say_where(screen: Screen, service: Service) -> None:
    """Where to look, and who to sign in as."""
    screen.chapter(text("demo.where_to_look"))
    stalled = 'OverdueAgencies IS NOT NULL AND CaseStage = "open"'
    screen.console.print(f"API:          {service.api_url}/docs")
    if service.temporal_ui_url:
        screen.console.print(f"Temporal UI:  {service.temporal_ui_url}")
        screen.line(say("demo.decoding", url=f"{service.api_url}/codec"))
    data = service.settings.data_dir
    screen.line(say("demo.papers", folder=data / PAPERS))
    screen.line(say("demo.mail", folder=data / "mail"))
    screen.line(text("demo.query"))
    screen.console.print(f"              [cyan]{stalled}", soft_wrap=True)
    _say_who(screen, service)


def _say_who(screen: Screen, service: Service) -> None:
    """The tokens of a few people here, and of everyone in a file."""
    screen.line(text("demo.tokens"), "\n")
    for person in load_people().all:
        if person.id in SHOWN:
            screen.console.print(_introduced(person))
            screen.console.print(token(service.settings, person.id), soft_wrap=True, style="dim")
    path = service.settings.data_dir / "tokens.txt"
    lines = [f"{p.id} {token(service.settings, p.id)}\n" for p in load_people().all]
    replace_file(path, "".join(lines).encode())
    screen.line(say("demo.all_tokens", path=path), "\n")
    screen.line(say("demo.portal", url=service.portal_url), "\n")


def _introduced(person: ListedPerson) -> str:
    roles = [ROLES[role] for role in person.roles]
    vi, en = ", ".join(role.vi for role in roles), ", ".join(role.en for role in roles)
    where = f", {person.agency}" if person.agency else ""
    return f"[bold]{person.name}[/], {vi}{where} [dim]({en}; {person.id})"
