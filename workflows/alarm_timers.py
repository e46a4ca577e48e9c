"""Durable timers of one case: one for every alarm that is pending, named for whoever reads it."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from datetime import timedelta
from typing import Any

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from remiss.consultation.life.ladder.alarms import Alarm
    from remiss.consultation.state import Consultation
    from remiss.consultation.telling.temporal_ui import alarm_summary

SHORTEST_TIMER = timedelta(milliseconds=1)


class AlarmTimers:
    """Waits for each alarm of `alarms` and rings it; one that changes is waited for anew."""

    def __init__(
        self,
        case: Callable[[], Consultation],
        alarms: Callable[[], Mapping[str, Alarm]],
        ring: Callable[[], Coroutine[Any, Any, None]],
    ) -> None:
        self._case = case
        self._alarms = alarms
        self._ring = ring
        self._watchers: dict[str, asyncio.Task[None]] = {}

    def watch(self) -> None:
        """Keep one timer for every alarm that is pending."""
        for key in self._alarms():
            watcher = self._watchers.get(key)
            if watcher is None or watcher.done():
                self._watchers[key] = asyncio.create_task(self._watch_alarm(key))

    def misses_one(self) -> bool:
        """Whether an alarm is pending that nobody waits for."""
        return any(
            key not in self._watchers or self._watchers[key].done() for key in self._alarms()
        )

    async def _watch_alarm(self, key: str) -> None:
        while alarm := self._alarms().get(key):
            left = alarm.at - workflow.now()
            if left > timedelta() and not await self._rings(key, alarm, left):
                continue
            await self._ring()

    async def _rings(self, key: str, alarm: Alarm, left: timedelta) -> bool:
        """Wait for the alarm; False when it changed before it rang."""
        request = self._case().requests.get(key)
        try:
            await workflow.wait_condition(
                lambda: self._alarms().get(key) != alarm,
                timeout=max(left, SHORTEST_TIMER),
                timeout_summary=alarm_summary(alarm, request),
            )
        except TimeoutError:
            return True
        return False
