"""Who calls in these tests: one person for each part, in the registry as it is shipped."""

from datetime import timedelta
from functools import cache
from pathlib import Path

from remiss.consultation.values import Actor, Role
from remiss.machine.development_issuer import issue

HOME, FINANCE, SCIENCE, JUSTICE = "H99.02", "H99.04", "H99.08", "H99.03"


def actor(name: str, role: Role, agency: str | None) -> Actor:
    return Actor(id=name, name=f"Người {name}", role=role, agency=agency)


OFFICER = actor("lan", Role.OFFICER, HOME)
COLLEAGUE = actor("quang", Role.OFFICER, HOME)
SUPERVISOR = actor("hoa", Role.SUPERVISOR, HOME)
OFFICIAL = actor("duc", Role.AGENCY_OFFICIAL, FINANCE)
HEAD = actor("huong", Role.AGENCY_HEAD, FINANCE)
OTHER_HEAD = actor("phuong", Role.AGENCY_HEAD, SCIENCE)
STRANGER = actor("khanh", Role.AGENCY_HEAD, JUSTICE)
FOREIGN_OFFICER = actor("yen", Role.OFFICER, JUSTICE)
OFFICE = actor("thinh", Role.OFFICE, "H99.01")
AUDITOR = actor("giang", Role.INSPECTOR, None)


def bearer(private_key: Path, person: Actor, *also: Role) -> dict[str, str]:
    """The header of a person who holds their role, and these beside it."""
    return {"Authorization": f"Bearer {_token(private_key, person, also)}"}


@cache
def _token(private_key: Path, person: Actor, also: tuple[Role, ...]) -> str:
    return issue(private_key, person, timedelta(hours=1), also=also)
