"""The table of `remiss.consultation.authority` as people read it; docs/authority.md is this page.

Its words stand under `authority_page` and `action` among the texts.

After a change: `python -m remiss.consultation.telling.authority_page > docs/authority.md`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from remiss.consultation.authority import AUTHORITY, About, Relation, Rule, Standing
from remiss.consultation.values import Role
from remiss.texts import Bilingual, text


class PageReader(NamedTuple):
    """One kind of reader of the page, and the standing they have."""

    title: Bilingual
    standing: Standing


def _column(name: str, relation: Relation, role: Role) -> PageReader:
    return PageReader(text(f"authority_page.column.{name}"), (relation, role))


def _by_role(role: Role) -> PageReader:
    return PageReader(text(f"authority_page.role.{role}"), (Relation.NONE, role))


_DRAFTING_SIDE = (
    _column("in_charge", Relation.IN_CHARGE, Role.OFFICER),
    _column("supervisor", Relation.IN_CHARGE, Role.SUPERVISOR),
    _column("colleague", Relation.DRAFTING, Role.OFFICER),
)
_ASKED = (
    _column("head", Relation.ASKED, Role.AGENCY_HEAD),
    _column("official", Relation.ASKED, Role.AGENCY_OFFICIAL),
    _column("clerk", Relation.ASKED, Role.CLERK),
)
_OTHERS = (
    _column("also_asked", Relation.ALSO_ASKED, Role.AGENCY_HEAD),
    _column("after_closing", Relation.AFTER_CLOSING, Role.AGENCY_HEAD),
)
_BEYOND = (
    _column("office", Relation.OVERSEEING, Role.OFFICE),
    _column("home_affairs", Relation.OVERSEEING, Role.HOME_AFFAIRS),
    _column("inspector", Relation.OVERSEEING, Role.INSPECTOR),
    _column("nobody", Relation.NONE, Role.AGENCY_HEAD),
)
COLUMNS: Mapping[About, Sequence[PageReader]] = {
    About.CASE: (*_DRAFTING_SIDE, *_ASKED, *_BEYOND),
    About.REQUEST: (*_DRAFTING_SIDE, *_ASKED, *_OTHERS, *_BEYOND),
    About.PROVINCE: (
        _by_role(Role.OFFICER),
        _by_role(Role.SUPERVISOR),
        _by_role(Role.AGENCY_HEAD),
        _by_role(Role.AGENCY_OFFICIAL),
        _by_role(Role.CLERK),
        _by_role(Role.OFFICE),
        _by_role(Role.HOME_AFFAIRS),
        _by_role(Role.INSPECTOR),
        _by_role(Role.OPERATOR),
        _by_role(Role.REGISTRAR),
    ),
}


def page() -> str:
    """The whole page: Vietnamese, then English."""
    return "\n".join(("\n".join(_half("vi")), "\n".join(_half("en"))))


def _half(language: str) -> Iterable[str]:
    yield f"# {_in(language, text('authority_page.title'))}\n"
    yield f"{_in(language, text('authority_page.introduction'))}\n"
    for about in (About.CASE, About.REQUEST, About.PROVINCE):
        heading = text(f"authority_page.heading.{about.name.lower()}")
        yield f"## {_in(language, heading)}\n"
        yield from _table(about, language)
        yield ""
    yield f"{_in(language, text('authority_page.notes'))}\n"


def _table(about: About, language: str) -> Iterable[str]:
    """Actions that the same people may do stand in one row."""
    columns = COLUMNS[about]
    titles = (text("authority_page.action"), *(column.title for column in columns))
    yield _row([_in(language, title) for title in titles])
    yield _row(["---", *(":-:" for _ in columns)])
    rows: dict[tuple[str, ...], list[str]] = {}
    for action, rule in AUTHORITY.items():
        if rule.about is about and rule.roles != {Role.SYSTEM}:
            marks = tuple(_mark(rule, column.standing) for column in columns)
            rows.setdefault(marks, []).append(_in(language, text(f"action.{action}")))
    for marks, actions in rows.items():
        yield _row(["; ".join(actions), *marks])


def _mark(rule: Rule, standing: Standing) -> str:
    if standing in rule.who:
        return "✓"
    hidden = standing[0] in {Relation.NONE, Relation.ALSO_ASKED, Relation.AFTER_CLOSING}
    return "∅" if hidden and rule.about is not About.PROVINCE else "–"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _in(language: str, said: Bilingual) -> str:
    return said.vi if language == "vi" else said.en


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 -- to write the page
