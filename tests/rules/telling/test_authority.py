"""The table of who may do what, and the page people read it on."""

from pathlib import Path

import pytest

from remiss.consultation.authority import (
    AUTHORITY,
    COMMANDS,
    UPDATES,
    About,
    Relation,
    may,
    relation,
)
from remiss.consultation.life.commands import CommandBase
from remiss.consultation.permission import permit, permit_role
from remiss.consultation.refusals import Refusal
from remiss.consultation.telling.authority_page import page
from remiss.consultation.values import Actor, Agency, AgencyCode, Role
from remiss.texts import texts
from tests.given.case import (
    AUDITOR,
    FINANCE,
    HOME,
    OFFICE,
    OFFICER,
    SUPERVISOR,
    given,
    head,
    opening,
)

PAGE = Path(__file__).parents[3] / "docs/authority.md"
ELSEWHERE = "H99.99"


def someone(role: Role, agency: AgencyCode | None) -> Actor:
    return Actor(id="someone", name="Người nào đó", role=role, agency=agency)


def test_the_page_is_the_table() -> None:
    """What people read is what the service asks: `python -m consultation.authority_page`."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_action_people_may_do_has_a_name() -> None:
    """In both languages, and nothing is named that there is not."""
    for_people = {action for action, rule in AUTHORITY.items() if rule.roles != {Role.SYSTEM}}
    names = texts("action")
    assert set(names) == for_people
    assert all(name.vi != name.en for name in names.values())


def test_every_command_has_a_row() -> None:
    """A command nobody thought of is one nobody may give."""
    kinds = {kind.model_fields["kind"].default for kind in _all(CommandBase)} - {None}
    assert kinds == set(COMMANDS)
    assert set(UPDATES) == {kind for kind, rule in COMMANDS.items() if rule.roles != {Role.SYSTEM}}


def test_only_remiss_does_what_remiss_does() -> None:
    """No person shares a row with it: the passing of time is not for people to declare."""
    for rule in AUTHORITY.values():
        assert rule.roles == {Role.SYSTEM} or Role.SYSTEM not in rule.roles


READ_ONLY = (Role.INSPECTOR, Role.HOME_AFFAIRS, Role.OPERATOR, Role.REGISTRAR)


@pytest.mark.parametrize("role", READ_ONLY)
def test_who_oversees_or_keeps_only_reads(role: Role) -> None:
    """No command, no upload, no calendar: they change nothing in a case or for one."""
    for action in (*COMMANDS, "upload", "keep_calendar", "check_reply", "rehearse"):
        assert role not in AUTHORITY[action].roles


def test_home_affairs_never_reads_what_is_inside() -> None:
    """Nor the reports and checkpoints of others; only scorecards and the cases behind them."""
    actions = {action for action, rule in AUTHORITY.items() if Role.HOME_AFFAIRS in rule.roles}
    assert not actions & {"read_inside", "read_reports", "read_checkpoints", "read_deliveries"}
    assert {card for card in AUTHORITY if card.startswith("read_scorecards")} < actions


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.REGISTRAR])
def test_who_keeps_the_service_reads_no_case(role: Role) -> None:
    """Not even that one exists."""
    case = given(opening())
    for agency in (HOME.code, FINANCE.code, None):
        assert relation(someone(role, agency), case) is Relation.NONE
    assert all(rule.about is About.PROVINCE for rule in AUTHORITY.values() if role in rule.roles)


def test_a_clerk_receives_and_signs_nothing() -> None:
    """Acknowledges, passes on, enters and numbers; what is inside stays with who answers."""
    assert {action for action in COMMANDS if Role.CLERK in COMMANDS[action].roles} == {
        *("acknowledge", "forward", "enter_reply", "record_reply_letter")
    }
    assert Role.CLERK not in AUTHORITY["read_inside"].roles


def test_nobody_acts_as_an_auditor_any_more() -> None:
    """The word stands in what was stored; the table knows inspectors."""
    assert all(Role.AUDITOR not in rule.roles for rule in AUTHORITY.values())
    stored = {"id": "mai", "name": "Đỗ Mai", "role": "auditor", "agency": None}
    assert Actor.model_validate(stored).model_dump(mode="json") == stored


@pytest.mark.parametrize(
    ("actor", "agency", "standing"),
    [
        (OFFICER, None, Relation.IN_CHARGE),
        (OFFICER, FINANCE.code, Relation.IN_CHARGE),
        (SUPERVISOR, None, Relation.IN_CHARGE),
        (someone(Role.OFFICER, HOME.code), None, Relation.DRAFTING),
        (someone(Role.OFFICER, FINANCE.code), None, Relation.NONE),
        (someone(Role.OFFICER, None), None, Relation.NONE),
        (someone(Role.SUPERVISOR, FINANCE.code), None, Relation.NONE),
        (head(FINANCE), None, Relation.ASKED),
        (head(FINANCE), FINANCE.code, Relation.ASKED),
        (head(FINANCE), ELSEWHERE, Relation.ALSO_ASKED),
        (head(HOME), None, Relation.NONE),
        (head(HOME), HOME.code, Relation.NONE),
        (someone(Role.AGENCY_OFFICIAL, None), None, Relation.NONE),
        (OFFICE, FINANCE.code, Relation.OVERSEEING),
        (AUDITOR, None, Relation.OVERSEEING),
        (someone(Role.HOME_AFFAIRS, ELSEWHERE), None, Relation.OVERSEEING),
        (someone(Role.HOME_AFFAIRS, HOME.code), None, Relation.RECUSED),
        (someone(Role.HOME_AFFAIRS, FINANCE.code), FINANCE.code, Relation.RECUSED),
        (someone(Role.INSPECTOR, HOME.code), None, Relation.RECUSED),
        (someone(Role.INSPECTOR, FINANCE.code), ELSEWHERE, Relation.RECUSED),
    ],
)
def test_how_people_stand_to_a_case(
    actor: Actor, agency: AgencyCode | None, standing: Relation
) -> None:
    """By role and agency alone; a role of another kind at the same agency is no relation."""
    assert relation(actor, given(opening()), agency) is standing


@pytest.mark.parametrize("role", [Role.HOME_AFFAIRS, Role.INSPECTOR])
@pytest.mark.parametrize("party", [HOME, FINANCE])
def test_whoever_is_of_a_party_does_not_oversee_the_case(role: Role, party: Agency) -> None:
    """They are told why, with the name of their agency; nothing else of the case is read."""
    case = given(opening())
    for action in ("read_case", "read_review", "read_table"):
        with pytest.raises(Refusal) as refused:
            permit(someone(role, party.code), action, case, FINANCE.code)
        assert (refused.value.code, refused.value.facts["agency"]) == (
            "party_to_the_case",
            party.name.model_dump(),
        )


def test_nothing_is_permitted_that_the_table_does_not_say() -> None:
    """Every action, every role, in a case and with none: permitted just where there is a mark."""
    case = given(opening())
    for action, rule in AUTHORITY.items():
        for role in Role:
            for agency in (HOME.code, FINANCE.code, ELSEWHERE):
                actor = someone(role, agency)
                if rule.about is About.PROVINCE:
                    standing = Relation.NONE
                    refused = _refused(lambda who=actor, what=action: permit_role(who, what))
                else:
                    asked = FINANCE.code if rule.about is About.REQUEST else None
                    standing = relation(actor, case, asked)
                    refused = _refused(
                        lambda who=actor, what=action: permit(who, what, case, FINANCE.code)
                    )
                assert (refused is None) == may(actor, action, standing), (action, actor)
                if refused and standing is Relation.NONE and rule.about is not About.PROVINCE:
                    assert refused == "consultation_not_found"


def _refused(attempt) -> str | None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    try:
        attempt()
    except Refusal as refusal:
        return refusal.code
    return None


def _all(kind: type[CommandBase]) -> set[type[CommandBase]]:
    below = set(kind.__subclasses__())
    return {k for k in below if "kind" in k.model_fields}.union(*(_all(k) for k in below))
