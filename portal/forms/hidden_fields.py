"""A whole form as hidden fields, so that it can be sent again as it was."""

from collections.abc import Iterator

from portal.forms.form import Form

Pairs = tuple[tuple[str, str], ...]


def own_fields(form: Form) -> Pairs:
    """What every form carries beside what is typed: key, draft, kept form, files."""
    kept = (("kept", form.kept),) if form.kept else ()
    files = tuple(("attached", sha256) for sha256 in form.attached)
    return (("key", form.key), ("draft", str(form.draft)), *kept, *files)


def hidden_fields(form: Form, do: str) -> Pairs:
    """Every field of a form, and the button that was pressed."""
    return (*own_fields(form), *_typed(form), ("do", do))


def _typed(form: Form) -> Iterator[tuple[str, str]]:
    for name, typed in form.values.items():
        yield from ((name, each) for each in typed)
