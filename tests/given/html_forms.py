"""A form of a page as a browser would post it back: what stands in its fields, untouched."""

from html.parser import HTMLParser

Fields = dict[str, str | list[str]]


class _Reader(HTMLParser):
    """Collects the fields of the one form that has a key."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._forms: list[list[tuple[str, str]]] = []
        self._text: tuple[str, list[str]] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._forms.append([])
        if tag == "textarea":
            self._text = (given["name"], [])
        if tag == "select":
            self._select = given["name"]
        if tag == "option" and "selected" in given and self._forms:
            self._forms[-1].append((self._select, given["value"]))
        if tag == "input" and self._forms and _is_posted(given):
            self._forms[-1].append((given["name"], given.get("value", "on")))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            name, parts = self._text
            self._forms[-1].append((name, "".join(parts).removeprefix("\n")))
            self._text = None

    @property
    def form(self) -> list[tuple[str, str]]:
        return next(form for form in self._forms if any(name == "key" for name, _ in form))


def _is_posted(given: dict[str, str]) -> bool:
    kind = given.get("type", "text")
    if kind in {"radio", "checkbox"}:
        return "checked" in given
    return bool(given.get("name")) and kind not in {"file", "submit", "button"}


def form_on(html: str) -> Fields:
    """The fields of the form on a page that does something; several of one name are a list."""
    reader = _Reader()
    reader.feed(html)
    fields: Fields = {}
    for name, value in reader.form:
        before = fields.get(name)
        if before is None:
            fields[name] = value
        else:
            fields[name] = [*(before if isinstance(before, list) else [before]), value]
    return fields
