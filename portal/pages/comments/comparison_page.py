"""Two versions of a draft side by side: what changed, clause by clause."""

from collections.abc import Iterator
from typing import ClassVar

from portal.navigation import CASES
from portal.page import Page
from portal.parts.by_weight import by_weight
from portal.parts.paging import with_query
from portal.parts.tabs import Tab
from portal.paths import case_path
from remiss.documents.draft.version_changes import ChangedClause
from remiss.texts import Text, say
from remiss.views.draft.draft_comparison import DraftComparison
from remiss.views.seen_case import SeenCase

MOST_BYTES, MARKUP_BYTES = 11_000, 250


class ComparisonPage(Page):
    """What is not as it was; None: there is but one version, or one cannot be read as text."""

    template: ClassVar[str] = "cases/comparison.html"
    here: ClassVar[str] = CASES

    case: str
    case_page: str
    subject: Text
    versions: tuple[Tab, ...]
    """Each version with the one before it."""
    count: int
    readable: bool
    changes: tuple[ChangedClause, ...]
    pages: tuple[Tab, ...]


def comparison_page(seen: SeenCase, compared: DraftComparison, page: int) -> ComparisonPage:
    """A page of what changed between two versions."""
    case, earlier, later = seen.case, compared.from_version, compared.to_version
    pages = list(by_weight(compared.changes, _weight, MOST_BYTES))
    number = min(page, len(pages))
    return ComparisonPage(
        title=say("portal.comparison.title", earlier=earlier, later=later),
        case=case.id,
        case_page=case_path(case.id),
        subject=case.draft.subject,
        versions=tuple(_versions(case.id, case.round, later)) if case.round > earlier + 1 else (),
        count=len(compared.changes),
        readable=compared.readable,
        changes=tuple(pages[number - 1]) if pages else (),
        pages=tuple(_pages(case.id, later, number, len(pages))) if len(pages) > 1 else (),
    )


def _weight(change: ChangedClause) -> int:
    return MARKUP_BYTES + sum(len(each.text.encode()) + 12 for each in change.words)


def _versions(case: str, newest: int, shown: int) -> Iterator[Tab]:
    path = case_path(case, "comparison")
    for later in range(2, newest + 1):
        name = say("portal.comparison.title", earlier=later - 1, later=later)
        yield Tab(name=name, path=with_query(path, {"later": str(later)}), here=later == shown)


def _pages(case: str, later: int, shown: int, count: int) -> Iterator[Tab]:
    path = case_path(case, "comparison")
    for number in range(1, count + 1):
        query = {"later": str(later), "page": str(number)}
        name = say("portal.comments.page", number=number)
        yield Tab(name=name, path=with_query(path, query), here=number == shown)
