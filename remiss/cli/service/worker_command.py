"""`remiss worker`: one worker in this process, or a parent of several."""

import os
from typing import Annotated

from typer import Option

from remiss.cli.terminal import help_text
from remiss.settings import variable


def worker(
    processes: Annotated[
        int | None, Option(help=help_text("command.worker.processes"), show_default=False)
    ] = None,
) -> None:
    """Run a worker against the Temporal and PostgreSQL of the settings."""
    from worker import main

    if processes is not None:
        os.environ[variable("worker_processes")] = str(processes)
    main()
