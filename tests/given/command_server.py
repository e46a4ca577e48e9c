"""A process that has imported what commands use, and forks one for each it is asked to run.

A command is a process of its own, with arguments, settings and exit code; it is only spared the
second that importing takes. What it is made of itself, `remiss.cli` or `worker`, it does import.
"""

import importlib
import json
import os
import runpy
import signal
import socket
import sys
import traceback
from threading import Thread
from typing import NoReturn

IMPORTED = (
    *("aiosmtplib", "asyncpg", "cryptography.x509", "docx", "email.policy", "httpx", "joserfc.jwt"),
    *("openpyxl", "pydantic_settings", "rfc8785", "rich.table", "standardwebhooks", "structlog"),
    *("temporalio.contrib.pydantic", "temporalio.worker", "typer", "yaml"),
    *("remiss.consultation.decider", "remiss.documents.morning_reports", "remiss.ledger"),
)


def serve(listening: socket.socket) -> None:
    """Fork for each who connects, until whoever started this ends."""
    for name in IMPORTED:
        importlib.import_module(name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    while True:
        connection, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            _attend(connection)
        connection.close()


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(0)


def _attend(connection: socket.socket) -> NoReturn:
    """Run one command as a child: tell its process id, then how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    asked, outputs, _, _ = socket.recv_fds(connection, 1 << 20, 2)
    pid = os.fork()
    if pid == 0:
        connection.close()
        _run(outputs, **json.loads(asked))
    connection.sendall(b"%d\n" % pid)
    _, status = os.waitpid(pid, 0)
    connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def _run(outputs: list[int], folder: str, env: dict[str, str], argv: list[str]) -> NoReturn:
    """`python -m` with these words, as if it had just been started."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(outputs[0], 1)
    os.dup2(outputs[1], 2)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    sys.stdout, sys.stderr = open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
    sys.argv = argv
    code = 0
    try:
        runpy.run_module(argv[0], run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        code = _code(ended)
    except BaseException:  # noqa: BLE001 -- as the interpreter would
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _code(ended: SystemExit) -> int:
    match ended.code:
        case None:
            return 0
        case int(code):
            return code
        case message:
            print(message, file=sys.stderr)  # noqa: T201 -- as the interpreter would
            return 1


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
