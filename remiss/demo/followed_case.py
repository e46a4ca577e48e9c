"""One case of the story as its officer reads it through the API."""

from datetime import datetime
from typing import Any

from remiss.consultation.values import AgencyCode
from remiss.demo.desks import Office


class FollowedCase:
    """Reads one case; `id` is empty until it is opened."""

    def __init__(self, office: Office, officer: str) -> None:
        self.id = ""
        self._office, self._officer = office, officer

    @property
    def path(self) -> str:
        return f"/v1/consultations/{self.id}"

    async def read(self) -> dict[str, Any]:
        """The case as the officer sees it."""
        return dict(await self._office.read(self._officer, self.path))

    async def entries(self) -> list[dict[str, Any]]:
        """Its timeline."""
        timeline = await self._office.read(self._officer, f"{self.path}/timeline")
        return list(timeline["entries"])

    async def row(self, agency: AgencyCode) -> dict[str, Any]:
        """The row of the request to one agency."""
        detail = await self._office.read(self._officer, f"{self.path}/requests/{agency}")
        return dict(detail["row"])

    async def is_due(self, moment: datetime) -> bool:
        """Whether the ledger has yet to learn of something that fell due by `moment`."""
        next_at = (await self.read())["row"]["next_alarm_at"]
        return bool(next_at and datetime.fromisoformat(next_at) <= moment)
