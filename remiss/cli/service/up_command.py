"""`remiss up`: the whole service on this machine."""

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

from remiss.cli.surroundings import settings_in_force
from remiss.cli.terminal import screen
from remiss.texts import Bilingual, text

if TYPE_CHECKING:
    from remiss.machine.service import Service


def up() -> None:
    """Start the service and stay until a signal."""
    # Until the service has a handler of its own: told to end so early, there is nothing to stop.
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(0))
    from remiss.cli.progress_bar import tell_start
    from remiss.machine.service import real_wiring, run_service

    screen.print(text("program.started").both())
    asyncio.run(run_service(settings_in_force(), _announce, wiring=real_wiring(tell_start)))
    screen.print(text("program.stopped").both())


async def _announce(service: "Service") -> None:
    import httpx

    from remiss.cli.service.told_signs import tell_signs

    decoding, data = text("command.up.decoding"), text("command.up.data")
    portal = text("command.up.portal")
    screen.print(text("command.up.ready").both(), style="bold green")
    screen.print(f"  {portal.vi}/{portal.en}  {service.portal_url}", style="bold")
    screen.print(f"  API          {service.api_url}/docs")
    if service.temporal_ui_url:
        screen.print(f"  Temporal UI  {service.temporal_ui_url}")
        screen.print(f"  {decoding.vi}/{decoding.en} {service.api_url}/codec")
    screen.print(f"  {data.vi}/{data.en} {service.settings.data_dir}")
    async with httpx.AsyncClient(base_url=service.api_url, timeout=10) as http:
        await tell_signs(http, _show)


def _show(said: Bilingual) -> None:
    screen.print(said.both("\n"), markup=False, style="yellow")
