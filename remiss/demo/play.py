"""Playing one consultation of the story, step by step, on the case's own clock."""

import asyncio
from datetime import datetime
from typing import Any, assert_never

from temporalio.client import Client

from remiss.consultation.state import SETTLED
from remiss.consultation.time.calendar import WorkCalendar
from remiss.consultation.time.span import WorkSpan
from remiss.consultation.values import AgencyCode, Reply
from remiss.demo.desks import PATIENCE_SECONDS, Office, person_named
from remiss.demo.followed_case import FollowedCase
from remiss.demo.foretold import count_foretold
from remiss.demo.screen import Screen
from remiss.demo.script import (
    Acknowledging,
    Acting,
    Amending,
    AskingForTime,
    Assigning,
    Plot,
    Replying,
    RequestStep,
    Reviewing,
    Step,
    StoryDeviatedError,
    document,
)
from remiss.demo.virtual_clock import VirtualClock
from remiss.texts import Bilingual


class Play:
    """One consultation being told.

    Every command has a key of its own, so that a story cut short goes on where it stopped.
    """

    def __init__(
        self, plot: Plot, name: str, office: Office, calendar: WorkCalendar, screen: Screen
    ) -> None:
        self.plot, self.told = plot, 0
        self._case = FollowedCase(office, plot.officer)
        self._name, self._office, self._calendar, self._screen = name, office, calendar, screen

    @property
    def id(self) -> str:
        """The case's; empty until it is opened."""
        return self._case.id

    async def open(self, client: Client) -> None:
        """Store the draft and ask the agencies."""
        plot, body = self.plot, await self._opening()
        receipt = await self._office.act(
            plot.officer, "/v1/consultations", f"demo-{self._name}", body
        )
        self._case.id = receipt["consultation"]
        self._clock = VirtualClock(client, self._case.id)
        await self.tell()

    async def rehearse(self, opens_at: str | None = None) -> dict[str, Any]:
        """What opening the case would lead to, now or at that moment; nothing is recorded."""
        assumed = {"silent": [self.plot.silent], "opens_at": opens_at}
        body = await self._opening() | assumed
        told: dict[str, Any] = await self._office.ask(
            self.plot.officer, "/v1/consultations/preview", body
        )
        return told

    async def check_rehearsal(self) -> int | None:
        """How much came as the rehearsal of the opening foretold: all of it, or the story stops.

        That is each agency's first deadline, and each step towards the one that stays silent. None
        where the service was away meanwhile, which no rehearsal foresees.
        """
        case, entries = await self.case(), await self._case.entries()
        if any(entry["type"] == "outage_recorded" for entry in entries):
            return None
        rehearsal = await self.rehearse(case["row"]["opened_at"])
        return count_foretold(rehearsal, case, entries)

    async def _opening(self) -> dict[str, Any]:
        plot = self.plot
        return {
            "draft": await self._draft(plot.draft, plot.number),
            "questions": [question.model_dump() for question in plot.questions],
            "agencies": plot.agencies,
        }

    async def _draft(self, name: str, number: str) -> dict[str, str]:
        """A version of the draft, stored, as the API takes it; replies name it from now on."""
        plot = self.plot
        self._sha256 = await self._office.upload(plot.officer, name, document(name))
        return {
            "subject": plot.subject,
            "kind": plot.kind,
            "urgency": plot.urgency,
            "number": number,
            "sha256": self._sha256,
        }

    async def case(self) -> dict[str, Any]:
        """The case as the officer sees it."""
        return await self._case.read()

    async def is_over(self) -> bool:
        return bool((await self.case())["row"]["stage"] != "open")

    async def be_refused(self) -> None:
        """Try to add an agency no question concerns."""
        if (attempt := self.plot.refused_attempt) is None:
            return
        answer = await self._office.attempt(
            attempt.by, f"{self._case.path}/requests", "demo-refused", {"agency": attempt.agency}
        )
        problem = answer.json()
        if problem.get("code") != attempt.expect:
            expected = f"{attempt.agency}: {attempt.expect}"
            raise StoryDeviatedError(expected=expected, found=str(problem.get("code")))
        self._screen.refused(Bilingual(vi=problem["detail"], en=problem["detail_en"]))

    async def take(self, step: Step, ordinal: int) -> None:
        """Let time pass to the step, tell what that brought, and take it; once is enough."""
        key = f"demo-{self._name}-{ordinal}"
        if not await self._taken(step, key):
            await self.pass_time_to(await self._moment(step))
        found = await self._act(step, key)
        await self.tell()
        if found:
            self._screen.assessment(found)

    async def _taken(self, step: Step, key: str) -> bool:
        """Whether an earlier telling got this far; its time then passed already."""
        by, last = step.by, key
        if isinstance(step, Replying):
            by, last = step.signed_by, f"{key}-sign"
        status = await self._office.read(by, f"{self._case.path}/commands/{by}:{last}")
        return bool(status["status"] == "recorded")

    async def wait_out(self, agency: AgencyCode, level: int | None = None) -> None:
        """Let time pass until the agency's request is settled, or has risen to `level`."""
        while True:
            row = await self._case.row(agency)
            if row["stage"] in SETTLED or (level is not None and row["level"] >= level):
                return
            await self.pass_time_to(datetime.fromisoformat(row["next_alarm_at"]))

    async def conclude(self) -> None:
        if self.plot.conclude:
            await self.pass_time_to(await self._later(self.plot.conclude.later))
            key = f"demo-{self._name}-conclude"
            await self._office.act(self.plot.conclude.by, f"{self._case.path}/conclude", key)
            await self.tell()

    async def pass_time_to(self, moment: datetime) -> None:
        """Let time pass; tell what it brought once the ledger has it."""
        await self._clock.reach(moment)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await self._case.is_due(moment):  # noqa: ASYNC110 -- another process records it
                await asyncio.sleep(0.1)
        await self.tell()

    async def tell(self) -> None:
        """Show what the ledger has that was not shown yet."""
        entries = await self._case.entries()
        for entry in entries[self.told :]:
            self._screen.event(entry)
        self.told = len(entries)

    async def _moment(self, step: Step) -> datetime:
        if isinstance(step, RequestStep) and step.after_deadline:
            due = datetime.fromisoformat((await self._case.row(step.agency))["due_at"])
            return self._calendar.add(due, step.after_deadline)
        if step.later:
            return await self._later(step.later)
        opened = datetime.fromisoformat((await self.case())["row"]["opened_at"])
        return self._calendar.add(opened, step.after) if step.after else opened

    async def _later(self, span: WorkSpan) -> datetime:
        return self._calendar.add(await self._clock.now(), span)

    async def _act(self, step: Step, key: str) -> dict[str, Any] | None:
        """Take the step; what the rubric wants a person to look at, if it does."""
        if isinstance(step, Amending):
            await self._amend(step, key)
            return None
        path = f"{self._case.path}/requests/{step.agency}"
        match step:
            case Acknowledging():
                await self._office.act(step.by, f"{path}/acknowledge", key)
            case Assigning():
                official = person_named(step.official)
                await self._office.act(step.by, f"{path}/assign", key, {"official": official})
            case Reviewing():
                decision = {"decision": step.decision, "reasons": step.reasons}
                await self._office.act(step.by, f"{path}/review", key, decision)
            case AskingForTime():
                await self._ask_for_time(step, path, key)
            case Acting():
                await self._send(step, path, key)
            case Replying():
                return await self._reply(step, path, key)
            case _:
                assert_never(step)
        return None

    async def _amend(self, step: Amending, key: str) -> None:
        """A new version of the draft: the next round."""
        body = {
            "draft": await self._draft(step.draft, step.number),
            "changed": [question.model_dump() for question in step.changed],
        }
        await self._office.act(step.by, f"{self._case.path}/draft", key, body)

    async def _send(self, step: Acting, path: str, key: str) -> None:
        receipt = await self._office.act(step.by, f"{path}/{step.path}", key, step.body)
        if step.expect not in receipt["events"]:
            raise StoryDeviatedError(expected=step.expect, found=str(receipt["events"]))

    async def _ask_for_time(self, step: AskingForTime, path: str, key: str) -> None:
        due = datetime.fromisoformat((await self._case.row(step.agency))["due_at"])
        to = self._calendar.local(self._calendar.add(due, step.extra)).date()
        body = {"to": to.isoformat(), "reason": step.reason}
        await self._office.act(step.by, f"{path}/extension", key, body)

    async def _reply(self, step: Replying, path: str, key: str) -> dict[str, Any] | None:
        """The official prepares the reply, a head signs it; the officer reads what was found."""
        reply = {
            **step.reply,
            "responsible_official": person_named(step.by),
            "draft_sha256": self._sha256,
        }
        await self._office.act(step.by, f"{path}/reply", key, reply)
        read = {"reply_sha256": Reply.model_validate(reply).sha256()}
        receipt = await self._office.act(step.signed_by, f"{path}/sign", f"{key}-sign", read)
        if step.outcome not in receipt["events"]:
            raise StoryDeviatedError(expected=step.outcome, found=str(receipt["events"]))
        if step.expect != "flag":
            return None
        review = await self._office.read(self.plot.officer, f"{path}/review")
        found: dict[str, Any] = review["received"]["assessment"]
        return found
