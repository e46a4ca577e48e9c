"""The page on which somebody with several roles chooses the one they act in."""

from collections.abc import Sequence
from typing import ClassVar

from portal.page import Page
from remiss.consultation.values import Actor, Role, Value
from remiss.texts import Bilingual, label, text


class HeldRole(Value):
    """One role the person holds."""

    role: Role
    name: Bilingual
    acting: bool
    opens: bool
    """The page they asked for is for this role."""


class RolePage(Page):
    """The roles of one person; `then` is where they go on."""

    template: ClassVar[str] = "role.html"

    roles: tuple[HeldRole, ...]
    then: str

    @property
    def asked(self) -> bool:
        """Whether they were sent here by a page that is for another of their roles."""
        return any(each.opens for each in self.roles)


def role_page(
    actor: Actor, held: Sequence[Actor], then: str, opens: frozenset[str] = frozenset()
) -> RolePage:
    """The page for this person; `opens` are the roles that the page they asked for is for."""
    roles = tuple(
        HeldRole(
            role=each.role,
            name=label(each.role),
            acting=each.role == actor.role,
            opens=each.role in opens,
        )
        for each in held
    )
    return RolePage(title=text("portal.role.title"), roles=roles, then=then)
