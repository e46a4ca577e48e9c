"""One case at the portal, and the forms of its request to Finance, as people fill them in."""

from dataclasses import dataclass
from typing import Any

import httpx

from remiss.consultation.values import Actor
from tests.given.api_cases import Case
from tests.given.html_forms import Fields, form_on
from tests.given.people import AUDITOR, FINANCE
from tests.given.portal_visits import SAME_ORIGIN, Portal, text_of


@dataclass(frozen=True)
class AtPortal:
    """A case, and the people who act on it at the portal."""

    portal: Portal
    case: Case

    def address(self, page: str = "") -> str:
        below = f"/{page}" if page else ""
        return f"/portal/requests/{self.case.id}/{FINANCE}{below}"

    async def page(self, by: Actor, page: str = "") -> httpx.Response:
        async with self.portal.acting(by) as browser:
            return await browser.get(self.address(page))

    async def form(self, by: Actor, page: str) -> Fields:
        answer = await self.page(by, page)
        assert answer.status_code == 200, text_of(answer)
        return form_on(answer.text)

    async def sends(
        self,
        by: Actor,
        page: str,
        form: Fields,
        do: str = "send",
        files: Any = None,
        **typed: str | list[str],
    ) -> httpx.Response:
        """The form, filled in so, with one button pressed."""
        async with self.portal.acting(by) as browser:
            sent = {**form, **typed, "do": do}
            return await browser.http.post(
                self.address(page), data=sent, headers=SAME_ORIGIN, files=files
            )

    async def count(self, event: str) -> int:
        """How many events of a kind the case has."""
        return (await self.case.told(AUDITOR)).count(event)
