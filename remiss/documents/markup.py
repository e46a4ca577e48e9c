"""HTML written by hand, safely: text is text wherever it came from."""

from collections.abc import Iterable
from html import escape

from remiss.documents.text_form import fit
from remiss.texts import Bilingual


class Markup(str):
    """HTML that is already safe."""

    __slots__ = ()


def text(said: object) -> Markup:
    """A text as it reads: nothing in it is markup, and nothing turns the letters around it."""
    if isinstance(said, Markup):
        return said
    return Markup(escape(fit(str(said))).replace("\n", "<br>"))


def tag(name: str, *inside: object, **attributes: str) -> Markup:
    """An element; a trailing underscore of an attribute's name is dropped, as in `class_`."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    return Markup(f"<{name}{given}>{''.join(map(text, inside))}</{name}>")


def joined(parts: Iterable[Markup]) -> Markup:
    """Several pieces one after the other."""
    return Markup("".join(parts))


def both(said: Bilingual) -> Markup:
    """Vietnamese, and English under it in a quieter voice; once, where both read alike."""
    if said.vi == said.en:
        return text(said.vi)
    return joined((tag("span", said.vi, lang="vi"), english(said.en)))


def english(said: str) -> Markup:
    """The English line under a Vietnamese one."""
    return tag("span", said, lang="en", class_="en")


def table(head: Iterable[Bilingual], rows: Iterable[Iterable[object]]) -> Markup:
    """A table; each cell knows its column's name, for where there is no room for columns."""
    columns = list(head)
    cells = (
        tag("tr", *(tag("td", cell, data_of=c.vi) for c, cell in zip(columns, row, strict=True)))
        for row in rows
    )
    return tag(
        "table",
        tag("thead", tag("tr", *(tag("th", both(column), scope="col") for column in columns))),
        tag("tbody", *cells),
    )
