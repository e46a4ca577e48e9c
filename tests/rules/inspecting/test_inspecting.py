"""An inspection: given, when, then."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from remiss.consultation.inspecting.decide import decide
from remiss.consultation.inspecting.draw import digest, draw
from remiss.consultation.inspecting.inspection import Inspection, fold, initial_state
from remiss.consultation.inspecting.messages import (
    Command,
    CommitSample,
    Criteria,
    DrawSample,
    Event,
    FetchDossier,
    OpenInspection,
    OrderDossier,
    RecordPacked,
    SampleCommitted,
    SampleDrawn,
    Unit,
)
from remiss.consultation.inspecting.outliers import Counted, Indicator
from remiss.consultation.refusals import Refusal
from remiss.consultation.values import REMISS, Actor, Role
from remiss.consultation.views.scores.tally import Card
from remiss.texts import Bilingual
from tests.given.people import AUDITOR, HEAD, OFFICE, OFFICER, actor

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
SEED, ROOT, SIGNATURE = "mot-ma-boc-tham-da-giu", "ab" * 32, "c2lnbmVk"
LINES = ("HS-1/H99.04#3", "HS-2/H99.04#2", "HS-3/H99.08#2")
BY: dict[str, Any] = {"id": "giang:1", "actor": AUDITOR, "at": AT}
OPENS = OpenInspection(
    inspection="KT-ABCDEFGH2345", decision="12/QĐ-TTr", reason="Kiểm tra đột xuất quý I", **BY
)
COMMITS = CommitSample(
    unit=Unit.REQUESTS,
    criteria=Criteria(asked=("H99.04",)),
    size=2,
    commitment=digest(SEED),
    reason="Theo kế hoạch kiểm tra năm",
    **BY,
)
SIGNED: dict[str, Any] = {"checkpoint": 7, "root": ROOT, "signature": SIGNATURE}
DRAWS = DrawSample(number=1, seed=SEED, population=LINES, **SIGNED, **BY)


def given(*commands: Command) -> list[Event]:
    """What these lead to, one after the other."""
    events: list[Event] = []
    for command in commands:
        events.append(decide(fold(events), command))
    return events


def refused(before: list[Event], command: Command) -> str:
    with pytest.raises(Refusal) as refusal:
        decide(fold(before), command)
    return refusal.value.code


def test_a_sample_is_committed_and_then_drawn() -> None:
    """What was drawn follows from seed, root and list, and all three stand in the event."""
    *_, drawn = given(OPENS, COMMITS, DRAWS)
    assert isinstance(drawn, SampleDrawn)
    assert drawn.drawn == draw(LINES, 2, SEED, ROOT, SIGNATURE)
    assert (drawn.seed, drawn.root, drawn.checkpoint, drawn.among) == (SEED, ROOT, 7, 3)
    found = fold(given(OPENS, COMMITS, DRAWS))
    assert isinstance(found, Inspection)
    assert found.cases == {line.partition("/")[0] for line in drawn.drawn}


def test_a_commitment_of_before_signatures_is_drawn_as_it_said() -> None:
    """By seed and root; and its text is what was hashed then."""
    opened, committed = given(OPENS, COMMITS)
    assert isinstance(committed, SampleCommitted)
    assert committed.by_signature
    of_before = committed.model_copy(update={"by_signature": False})
    assert "by_signature" not in of_before.model_dump(mode="json")
    drawn = decide(fold((opened, of_before)), DRAWS)
    assert isinstance(drawn, SampleDrawn)
    assert drawn.drawn == draw(LINES, 2, SEED, ROOT, None)


def test_another_seed_than_the_committed_draws_nothing() -> None:
    """Nor none, nor one where nothing was committed."""
    before = given(OPENS, COMMITS)
    for seed in ("mot-ma-boc-tham-khac-di", None):
        other = DRAWS.model_copy(update={"seed": seed})
        assert refused(before, other) == "seed_not_the_committed"
    everything = COMMITS.model_copy(update={"size": None, "commitment": None})
    assert refused(given(OPENS, everything), DRAWS) == "seed_not_the_committed"


def test_a_sample_is_drawn_once_and_another_is_counted() -> None:
    """Every commitment stays visible, also one that was never drawn."""
    before = given(OPENS, COMMITS, DRAWS)
    assert refused(before, DRAWS) == "sample_drawn_already"
    again = given(OPENS, COMMITS, COMMITS, DRAWS.model_copy(update={"number": 2}))
    numbers = [each.number for each in again if isinstance(each, SampleCommitted)]
    assert numbers == [1, 2]
    found = fold(again)
    assert isinstance(found, Inspection)
    assert [each.drawn is not None for each in found.samples] == [False, True]


def test_a_size_takes_a_seed_and_everything_takes_none() -> None:
    """Else there would be a choice left to somebody."""
    for change in ({"size": None}, {"commitment": None}):
        command = COMMITS.model_copy(update=change)
        assert refused(given(OPENS), command) == "sample_size_and_seed"


def test_nothing_happens_before_the_inspection_is_opened() -> None:
    """And it is opened once."""
    assert refused([], COMMITS) == "inspection_not_found"
    assert refused([], DRAWS) == "inspection_not_found"
    assert refused(given(OPENS), OPENS) == "inspection_opened_already"
    assert refused(given(OPENS), DRAWS) == "sample_not_found"
    assert fold([]) == initial_state()


@pytest.mark.parametrize("person", [OFFICE, OFFICER, HEAD, actor("an", Role.HOME_AFFAIRS, None)])
def test_nobody_but_an_inspector_inspects(person: Actor) -> None:
    """Not the Office, not Home Affairs, not the inspected."""
    for command in (OPENS, COMMITS, DRAWS):
        other = command.model_copy(update={"actor": person})
        assert refused(given(OPENS, COMMITS), other) == "not_permitted"


def test_nobody_inspects_their_own_agency() -> None:
    """It may not be named, and its cases are not drawn from: the event says whose."""
    own = actor("minh", Role.INSPECTOR, "H99.04")
    named = COMMITS.model_copy(update={"actor": own})
    assert refused(given(OPENS), named) == "own_agency_inspected"
    unnamed = named.model_copy(update={"criteria": Criteria()})
    (_, committed) = given(OPENS, unnamed)
    assert isinstance(committed, SampleCommitted)
    assert committed.recused == "H99.04"


def test_by_an_indicator_those_that_stand_out_are_drawn_from() -> None:
    """And nobody else; the figures of all go on record."""
    counted = tuple(
        Counted(agency=f"H99.0{n}", name=Bilingual(vi="Sở", en="Dept"), amount=n, among=10)
        for n in (1, 2, 3, 9)
    )
    by = Indicator(
        card=Card.AGENCIES,
        figure="overdue",
        first=date(2026, 1, 1),
        last=date(2026, 3, 31),
        counted=counted,
    )
    rule = COMMITS.model_copy(update={"indicator": by})
    assert refused(given(OPENS), rule) == "not_the_outliers"
    fitting = rule.model_copy(update={"criteria": Criteria(asked=("H99.09",))})
    (_, committed) = given(OPENS, fitting)
    assert isinstance(committed, SampleCommitted)
    assert committed.indicator == by
    alike = by.model_copy(update={"counted": counted[:1]})
    assert refused(given(OPENS), rule.model_copy(update={"indicator": alike})) == (
        "nobody_stands_out"
    )


def test_days_in_the_wrong_order_are_refused_before_anything_is_committed() -> None:
    """They would hold nothing."""
    days = Criteria(first=date(2026, 4, 1), last=date(2026, 3, 1))
    command = COMMITS.model_copy(update={"criteria": days})
    assert refused(given(OPENS), command) == "days_reversed"


ORDERS = OrderDossier(consultation="HS-1", **BY)
PACKS = RecordPacked(number=1, sha256="ab" * 32, size=9, id="remiss:1", actor=REMISS, at=AT)
FETCHES = FetchDossier(number=1, **BY)
EVERYTHING = (
    OPENS,
    COMMITS.model_copy(update={"size": None, "commitment": None}),
    DRAWS.model_copy(update={"seed": None}),
)


def test_a_dossier_is_ordered_packed_and_fetched_on_record() -> None:
    """Of a drawn case alone; each fetch is an event of its own."""
    found = fold(given(*EVERYTHING, ORDERS, PACKS, FETCHES, FETCHES))
    assert isinstance(found, Inspection)
    (dossier,) = found.dossiers
    assert (dossier.ordered.consultation, dossier.fetched) == ("HS-1", 2)
    other = ORDERS.model_copy(update={"consultation": "HS-9"})
    assert refused(given(*EVERYTHING), other) == "case_not_drawn"
    assert refused(given(OPENS), ORDERS) == "case_not_drawn"


def test_nothing_is_fetched_that_was_not_packed() -> None:
    """And what could not be packed says why."""
    ordered = given(*EVERYTHING, ORDERS)
    assert refused(given(*EVERYTHING), FETCHES) == "dossier_not_found"
    assert refused(ordered, FETCHES) == "dossier_not_packed"
    why = PACKS.model_copy(update={"sha256": None, "refused": Bilingual(vi="Lỗi", en="Fault")})
    assert refused(given(*EVERYTHING, ORDERS, why), FETCHES) == "dossier_refused"
    assert refused(given(*EVERYTHING, ORDERS, PACKS), PACKS) == "dossier_packed_already"


def test_that_it_was_packed_says_remiss_alone() -> None:
    """No inspector vouches for an archive."""
    forged = PACKS.model_copy(update={"actor": AUDITOR})
    assert refused(given(*EVERYTHING, ORDERS), forged) == "not_permitted"
    assert refused(given(*EVERYTHING), ORDERS.model_copy(update={"actor": OFFICE})) == (
        "not_permitted"
    )


def test_of_more_than_a_thousand_nobody_takes_all() -> None:
    """A sample of a size is drawn from them all the same."""
    many = tuple(f"HS-{number}" for number in range(1_001))
    _, _, everything = EVERYTHING
    assert isinstance(everything, DrawSample)
    before = given(*EVERYTHING[:2])
    assert refused(before, everything.model_copy(update={"population": many})) == (
        "population_too_large"
    )
    (*_, drawn) = given(OPENS, COMMITS, DRAWS.model_copy(update={"population": many}))
    assert isinstance(drawn, SampleDrawn)
    assert (len(drawn.drawn), drawn.among) == (2, 1_001)
