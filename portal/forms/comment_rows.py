"""Comments on clauses as rows of a reply's form: some on each page, all in the draft."""

from collections.abc import Mapping

from portal.forms.form import Form
from portal.forms.posted import Values
from remiss.consultation.values import ClauseComment

COMMENTS, PAGE = "clause_comments", "comments_page"
"""Where they are named, and the field that says which page of them is shown."""
ROWS = 10
"""Of them on a page: one row open weighs two kilobytes."""


def pages_of(form: Form) -> int:
    """How many pages there are; one without any row too."""
    return max(1, -(-len(form.rows(COMMENTS)) // ROWS))


def page_of(form: Form) -> int:
    """The page that is shown: where something is wrong, else the one that was turned to."""
    rows = form.rows(COMMENTS)
    for fault in form.faults:
        of, _, rest = fault.field.partition(".")
        number = rest.partition(".")[0]
        if of == COMMENTS and number.isdigit() and int(number) in rows:
            return rows.index(int(number)) // ROWS + 1
    typed = form.value(PAGE)
    wanted = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < len("1000") else 1
    return min(max(wanted, 1), pages_of(form))


def rows_shown(form: Form) -> tuple[int, ...]:
    """The rows of that page; the others wait in the draft."""
    start = (page_of(form) - 1) * ROWS
    return form.rows(COMMENTS)[start : start + ROWS]


def with_others(form: Form, whole: Values) -> Form:
    """A form of one page with the rows of all others, as `whole` has them.

    A row that was emptied is there, with nothing in it: only what is on no page is missing.
    """
    shown = {f"{COMMENTS}.{number}." for number in form.rows(COMMENTS)}
    others = {
        name: typed
        for name, typed in whole.items()
        if name.startswith(f"{COMMENTS}.") and not name.startswith(tuple(shown))
    }
    return form.changed(values={**others, **form.values})


def turned(form: Form, page: int) -> Form:
    """The form at another page."""
    return with_values(form, {PAGE: (str(page),)})


def at_row(form: Form, number: int) -> Form:
    """The form at the page of a row."""
    return turned(form, form.rows(COMMENTS).index(number) // ROWS + 1)


def with_values(form: Form, fields: Values) -> Form:
    """The form with something more in it."""
    return form.changed(values={**form.values, **fields})


def next_row(form: Form) -> int:
    """The number of a row that is not there yet."""
    rows = form.rows(COMMENTS)
    return rows[-1] + 1 if rows else 0


def row_of(number: int, comment: ClauseComment) -> dict[str, tuple[str, ...]]:
    """A comment as the fields of a row."""
    return named_row(number, {name: value or "" for name, value in dict(comment).items()})


def named_row(number: int, typed: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The fields of a row, by their names in the form."""
    return {f"{COMMENTS}.{number}.{name}": (value,) for name, value in typed.items()}
