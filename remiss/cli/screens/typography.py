"""How both languages stand in the terminal: a heading on one line, a text on two."""

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from remiss.texts import Bilingual

DIM = "dim"


def print_heading(console: Console, said: Bilingual) -> None:
    """A line across the terminal, below an empty one."""
    console.print()
    console.print(Rule(f"[bold]{said.vi}[/] [dim]{said.en}[/]", align="left"))


def print_both(console: Console, said: Bilingual, style: str = "") -> None:
    """The Vietnamese, and the English dimmed under it."""
    console.print(Text(said.vi, style=style))
    console.print(Text(said.en, style=DIM))


def print_indented(console: Console, said: str, style: str = "") -> None:
    """A text two columns in, folded there."""
    console.print(Padding(Text(said, style=style), (0, 0, 0, 2), expand=False))
