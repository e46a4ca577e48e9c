"""The page of legal bases for those who keep the registry, in Markdown: docs/legal-bases.md."""

from collections.abc import Iterable

from remiss.reference.laws import Law, LawBook
from remiss.reference.registry import RegistryFile
from remiss.reference.registry_review import mandates_by_law
from remiss.texts import Bilingual, label, local_date, say, text, texts


def bases_page(file: RegistryFile, book: LawBook) -> str:
    """Every law with how far it was checked and which agencies rest on it, in the file's order."""
    head, about = text("bases_page.title"), text("bases_page.about")
    columns = [_both(each) for each in texts("bases_page.column").values()]
    named = mandates_by_law(file)
    rows = [_row(_cells(law, _used_by(name, law, named))) for name, law in book.laws.items()]
    table = [_row(columns), _row(["---"] * len(columns)), *rows]
    counts = _row_of_counts(book)
    return "\n".join([f"# {_both(head)}", "", about.vi, "", about.en, "", counts, "", *table, ""])


def _row_of_counts(book: LawBook) -> str:
    states = [law.state for law in book.laws.values()]
    counted = [
        f"{_both(label(state))}: {states.count(state)}" for state in dict.fromkeys(sorted(states))
    ]
    return "; ".join(counted) + "."


def _used_by(name: str, law: Law, named: dict[str, tuple[str, ...]]) -> str:
    """The agencies that name it; of what amends or replaces another law, that law."""
    if agencies := named.get(name):
        return "; ".join(agencies)
    said = "bases_page.amends" if law.amends else "bases_page.replaces"
    return say(said, laws=[*law.amends, *law.replaces]).vi


def _cells(law: Law, used_by: str) -> tuple[str, ...]:
    return (
        law.title,
        local_date(law.in_force_from) if law.in_force_from else "",
        label(law.state).vi,
        local_date(law.looked),
        local_date(law.look_again_by),
        law.source,
        law.note,
        used_by,
    )


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _both(said: Bilingual) -> str:
    return said.both()
