"""Prepares the process it runs in, then becomes the program it was asked to start.

Runs as a script of its own (``python -I -S launch.py HOW PROGRAM ...``): what it does must happen
between fork and exec, where Python code of the parent is unsafe. Standard library only.
HOW is a JSON object: ``parent`` (process id), ``death_signal``, and ``user`` (null, or ``uid``,
``gid`` and ``capability``).
"""

import ctypes
import json
import os
import sys
from typing import Any

PR_SET_PDEATHSIG = 1
PR_SET_SECUREBITS = 28
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
SECBIT_NO_SETUID_FIXUP = 1 << 2
CAPABILITY_VERSION_3 = 0x20080522


def main(how: dict[str, Any], argv: list[str]) -> None:
    """Change user, ask to die with the parent, and execute `argv`."""
    if how["user"] is not None:
        become(**how["user"])
    if sys.platform == "linux":
        die_with(how["parent"], how["death_signal"])
    os.execv(argv[0], argv)  # noqa: S606 - no shell is wanted  # nosec B606


def become(uid: int, gid: int, capability: int | None) -> None:
    """Give up root for `uid`, keeping at most one capability."""
    os.chdir("/")
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    if capability is not None:
        # Keeps the capability across the change of user, and for access(2), which PostgreSQL
        # asks whether its programs may be run.
        _prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP)
    os.setresuid(uid, uid, uid)
    if capability is not None:
        _keep_only(capability)


def die_with(parent: int, death_signal: int) -> None:
    """Receive `death_signal` when the parent dies; after a change of user, which clears it."""
    _prctl(PR_SET_PDEATHSIG, death_signal)
    if os.getppid() != parent:
        sys.exit("the supervisor is gone")


def _keep_only(capability: int) -> None:
    mask = 1 << capability
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    # Effective, permitted, inheritable; then the same for capabilities above 31, all dropped.
    sets = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)
    _check(_libc().capset(header, sets), "capset")
    _prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability)


def _prctl(option: int, *values: int) -> None:
    arguments = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    _check(_libc().prctl(option, *arguments), f"prctl {option}")


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _check(result: int, call: str) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), call)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2:])
