"""What can happen to a case and its ledger: append, 202, lost tasks, outages, recover, reconcile.

Each step is what the service does (`workflows/ledger_journal.py`, `ledger/append_events.py`,
`recovery/`), with nothing of it but the order of events.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from lab.checking.recording_world import COMMANDS, CaseRun, Event, Events, Rules, World

Steps = Iterator[tuple[str, World]]
MOST_RUNS = 3


class Brought(NamedTuple):
    """A ledger, and the run that appended to it, afterwards."""

    ledger: Events
    run: CaseRun
    stuck: bool = False


def steps(world: World, rules: Rules) -> Steps:
    """Every step that may come next."""
    if world.named:
        return
    yield from _of_the_case(world, rules)
    yield from _of_operators(world, rules)
    if world.faults:
        one_less = replace(world, faults=world.faults - 1)
        yield from _faults(one_less)
    if not world.up:
        yield "the ledger is back", replace(world, up=True)


def _of_the_case(world: World, rules: Rules) -> Steps:
    if world.run.open and world.task is None:
        yield from _between_tasks(world, rules)
    elif world.task is not None:
        yield from _within_a_task(world, world.task, rules)


def _between_tasks(world: World, rules: Rules) -> Steps:
    known = {event.command for event in world.run.line}
    for command in COMMANDS:
        if command not in known:
            line = (*world.run.line, Event(command, world.attempt))
            yield f"decide {command}", replace(world, task=replace(world.run, line=line))
    if world.run.behind and world.up:
        yield "catch up", _with_newest(world, bring(world.ledger, world.run, rules))
    if len(world.runs) < MOST_RUNS:
        ended = replace(world.run, open=False)
        next_one = replace(world.run, base=world.run.recorded)
        yield "continue as new", replace(world, runs=(*world.runs[:-1], ended, next_one))


def _within_a_task(world: World, task: CaseRun, rules: Rules) -> Steps:
    """It records once, unless the ledger is known to be behind; then it is complete."""
    if world.up and not world.run.behind and not world.tried:
        brought = bring(world.ledger, task, rules)
        after = replace(world, ledger=brought.ledger, task=brought.run, stuck=brought.stuck)
        yield "record within the task", replace(after, tried=True)
    if world.tried or world.run.behind or not world.up:
        answer = "202" if task.behind else "200"
        told = world.told | {event.command for event in task.line}
        runs = (*world.runs[:-1], task)
        done = replace(world, runs=runs, task=None, tried=False, told=told)
        yield f"complete the task, answer {answer}", done


def _faults(world: World) -> Steps:
    if world.task:
        again = replace(world, task=None, tried=False, attempt=world.attempt + 1)
        yield "lose the task", again
    if world.up:
        yield "the ledger is away", replace(world, up=False)
    if world.run.open:
        ended = replace(world.run, open=False)
        runs = (*world.runs[:-1], ended)
        yield "the run is ended", replace(world, runs=runs, task=None, tried=False)
    if not world.restored:
        for kept in range(len(world.ledger)):
            older = replace(world, ledger=world.ledger[:kept], restored=True)
            yield f"restore a backup with {kept} events", older


def _of_operators(world: World, rules: Rules) -> Steps:
    if world.up and world.restored and not world.task:
        yield "reconcile", reconcile(world, rules)
    if world.up and not world.restored and not world.run.open and len(world.runs) < MOST_RUNS + 1:
        yield "recover", recover(world, rules)


def bring(ledger: Events, run: CaseRun, rules: Rules) -> Brought:
    """Append what a run has waiting; what became of both."""
    if len(ledger) < run.recorded:  # a gap: refused until somebody fills it
        return Brought(ledger, run)
    stored, waiting = ledger[run.recorded :], run.line[run.recorded :]
    if all(one == other for one, other in zip(stored, waiting, strict=False)):
        longer = max(ledger, run.line, key=len)
        return Brought(longer, replace(run, line=longer, recorded=len(longer)))
    if not rules.follows_ledger:
        return Brought(ledger, run, stuck=True)
    known = {event.command for event in ledger}
    anew = tuple(event for event in waiting if event.command not in known)
    return bring(ledger, replace(run, line=(*ledger, *anew), recorded=len(ledger)), rules)


def recover(world: World, rules: Rules) -> World:
    """Start the case again from the ledger, where its run was ended."""
    ledger = world.ledger
    if rules.asks_ended_runs:
        if not _one_history(ledger, world.run.line):
            return replace(world, named=True)
        ledger = max(ledger, world.run.line, key=len)
    fresh = CaseRun(line=ledger, base=len(ledger), recorded=len(ledger))
    return replace(world, ledger=ledger, runs=(*world.runs, fresh))


def reconcile(world: World, rules: Rules) -> World:
    """Fill an old backup from the runs, the earliest needed first."""
    have = len(world.ledger)
    if not _one_history(world.ledger, world.run.line):
        return replace(world, named=True)
    ledger = world.ledger
    for number, run in enumerate(world.runs):
        later = world.runs[number + 1 :]
        end = len(run.line)
        if later and rules.ends_where_next_began:
            end = min(end, later[0].base)
        for version in range(max(have, run.base), end):
            if version == len(ledger):
                ledger = (*ledger, run.line[version])
    apart, gap = not _one_history(ledger, world.run.line), len(ledger) < len(world.run.line)
    return replace(world, ledger=ledger, restored=False, contradiction=apart, named=gap)


def _one_history(one: Events, other: Events) -> bool:
    return all(this == that for this, that in zip(one, other, strict=False))


def _with_newest(world: World, brought: Brought) -> World:
    runs = (*world.runs[:-1], brought.run)
    return replace(world, ledger=brought.ledger, runs=runs, stuck=brought.stuck)
