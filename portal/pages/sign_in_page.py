"""The page on which one signs in: a list of people, or the button that leads to the provider."""

from collections.abc import Iterable
from typing import ClassVar

from portal.door.session_rules import SessionRules
from portal.page import Page
from remiss.consultation.authority import ANSWERING
from remiss.consultation.values import Value
from remiss.reference.people_file import ListedPerson
from remiss.reference.registry import Registry
from remiss.texts import Bilingual, Text, label, text


class Choosable(Value):
    """A person one may be, and what they do."""

    id: str
    name: str
    post: Text | None
    """As the list of people writes it, where it says more than the role does."""
    roles: tuple[Bilingual, ...]
    agency: Bilingual | None


class PeopleGroup(Value):
    """People under one heading."""

    heading: Bilingual
    people: tuple[Choosable, ...]


class SignInPage(Page):
    """Where one signs in; `then` is where one goes on."""

    template: ClassVar[str] = "sign-in.html"

    then: str
    groups: tuple[PeopleGroup, ...]
    by_provider: bool
    idle_minutes: int
    hours: int
    notice: Bilingual | None = None
    """What happened just before: signed out, session over, the provider said no."""
    anew: bool = False
    """Somebody is signed in, and proves who they are before they sign."""
    by_passkey: bool = False
    """They have one to do it with, beside the way they signed in."""


def sign_in_page(
    groups: tuple[PeopleGroup, ...],
    rules: SessionRules,
    then: str,
    *,
    by_provider: bool,
    notice: Bilingual | None = None,
    anew: bool = False,
) -> SignInPage:
    """The page for these people, or for the provider."""
    title = text("portal.sign_in.title_anew" if anew else "portal.sign_in.title")
    return SignInPage(
        title=title,
        then=then,
        groups=groups,
        by_provider=by_provider,
        idle_minutes=int(rules.idle.total_seconds() // 60),
        hours=int(rules.whole.total_seconds() // 3600),
        notice=notice,
        anew=anew,
    )


def groups_of(people: Iterable[ListedPerson], registry: Registry) -> tuple[PeopleGroup, ...]:
    """Those who draft and oversee, then those who are asked; each in the order of the list."""
    asked: list[Choosable] = []
    others: list[Choosable] = []
    for person in people:
        (asked if set(person.roles) <= ANSWERING else others).append(_choosable(person, registry))
    listed = (("drafting", others), ("asked", asked))
    return tuple(
        PeopleGroup(heading=text(f"portal.sign_in.group.{name}"), people=tuple(group))
        for name, group in listed
        if group
    )


def _choosable(person: ListedPerson, registry: Registry) -> Choosable:
    agency = registry.agency(person.agency) if person.agency else None
    roles = tuple(label(role) for role in person.roles)
    unsaid = agency and agency.name.vi not in {role.vi for role in roles}
    return Choosable(
        id=person.id,
        name=person.name,
        post=person.post if person.post not in {role.vi for role in roles} else None,
        roles=roles,
        agency=agency.name if agency and unsaid else None,
    )
