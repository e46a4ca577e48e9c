"""Who calls: one person for each part, and the tokens of an issuer of the rig's own."""

from datetime import timedelta
from pathlib import Path

from remiss.consultation.values import Actor, Role
from remiss.identity.development_keys import ensure_keys
from remiss.machine.development_issuer import issue

HOME, JUSTICE, FINANCE, SCIENCE = "H99.02", "H99.03", "H99.04", "H99.08"
FIELDS = {JUSTICE: "justice.drafting", FINANCE: "fin.budget", SCIENCE: "digital.data"}
"""A field of each agency the cases ask."""


def _person(name: str, role: Role, agency: str) -> Actor:
    return Actor(id=f"chaos.{name}", name=f"Người {name}", role=role, agency=agency)


OFFICER = _person("lan", Role.OFFICER, HOME)
SUPERVISOR = _person("tam", Role.SUPERVISOR, HOME)
OFFICE = _person("hoa", Role.OFFICE, "H99.01")
AUDITOR = Actor(id="chaos.giang", name="Người giang", role=Role.AUDITOR, agency=None)


def head(code: str) -> Actor:
    """The head of an agency."""
    return _person(f"head.{code}", Role.AGENCY_HEAD, code)


HEADS = {code: head(code) for code in FIELDS}


class Issuer:
    """Signs tokens with keys kept in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._private, self.public = ensure_keys(folder)
        self._headers: dict[str, dict[str, str]] = {}

    def headers(self, person: Actor) -> dict[str, str]:
        """The header that proves who calls."""
        if person.id not in self._headers:
            token = issue(self._private, person, timedelta(days=90))
            self._headers[person.id] = {"Authorization": f"Bearer {token}"}
        return self._headers[person.id]
