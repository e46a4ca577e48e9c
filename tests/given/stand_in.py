"""A supervisor whose worker and API are stand-ins; its settings come from the environment."""

import asyncio
import http.server
import sys

from remiss.machine.part import ServicePart
from remiss.machine.service import Service, Wiring, run_service
from remiss.settings import Settings, load
from remiss.texts import BilingualError


class Healthy(http.server.BaseHTTPRequestHandler):
    """Answers every GET with 200."""

    def do_GET(self) -> None:
        """Say yes."""
        self.send_response(200)
        self.end_headers()


async def migrate(_owner: str, _service: str) -> None:
    """Nothing to migrate."""


def parts(settings: Settings) -> tuple[ServicePart, ...]:
    """A worker that ignores its stop signal, and an API that is always ready."""
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
    env = settings.environment()
    return (
        ServicePart("worker", (sys.executable, "-c", deaf), env, grace_seconds=0.5),
        ServicePart("api", (sys.executable, __file__, "api"), env),
    )


async def ready(_service: Service) -> None:
    """Tell the test."""
    print("ready", flush=True)  # noqa: T201 - the test reads it


def main() -> None:
    """Be the API, or supervise it."""
    settings = load()
    if sys.argv[1:] == ["api"]:
        address = (settings.api_host, settings.api_port)
        http.server.ThreadingHTTPServer(address, Healthy).serve_forever()
    try:
        asyncio.run(run_service(settings, ready, wiring=Wiring(migrate, parts)))
    except BilingualError as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
