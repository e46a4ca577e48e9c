"""The page of a report: tables and charts of what was measured, and what was not."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lab.bench.load.outcome import BY, in_digits
from lab.bench.load.report.svg_chart import chart

Parts = Mapping[str, Any]
THROUGHPUT = (
    "throughput_stress",
    "throughput_stress_two",
    "throughput_stress_bare",
    "throughput_stress_postgres",
)
LOGGED = re.compile(r"\d{4}-\d\d-\d\d .*\[(info|warning)")
"""A line of the log among those of a program."""
WORDS = Path(__file__).with_name("report_words.md")


def page(kept: Mapping[str, Any], known: Sequence[str]) -> str:
    """The whole page, as Markdown."""
    parts = kept["parts"]
    sections = [_environment(kept["environment"])]
    if "reply" in parts:
        sections.append(_reply(parts["reply"]))
    sections.append(_beside_peers({name: parts[name] for name in THROUGHPUT if name in parts}))
    others = (name for name in parts if name not in {"reply", *THROUGHPUT})
    sections += [_section(name, parts[name]) for name in others]
    missing = [name for name in known if name not in parts]
    words = WORDS.read_text("utf-8").replace("{figures}", "\n".join(sections))
    return words + "".join(f"- `{name}`: not run.\n" for name in missing)


def pictures(parts: Parts) -> Iterator[tuple[str, str]]:
    """Each picture with the name of its file."""
    for name, part in parts.items():
        for number, (line, points) in enumerate(part.get("series", {}).items(), 1):
            up, _, across = line.partition(BY)
            yield _file(name, number), chart(f"{name}: {line}", across, {up: points})


def _file(name: str, number: int) -> str:
    return f"{name}-{number}.svg"


def _environment(environment: Mapping[str, str]) -> str:
    rows = "".join(f"| {name} | {value} |\n" for name, value in environment.items())
    return f"## On what\n\n| | |\n| --- | --- |\n{rows}"


def _noted(part: Parts) -> str:
    return (
        f"Commit `{part['commit']}`, {part['began']}, {part['seconds']} s; "
        f"{part['free_cores']} cores free before, load after {part['load_after']}."
    )


def _reply(part: Parts) -> str:
    if "failed" in part:
        told = f"**Failed**: {part['failed']}\n"
    else:
        lines = "\n".join(line for line in part["lines"] if not LOGGED.match(line))
        told = (
            f"```text\n{lines}\n```\n\nUpdates that had to be asked again: {part['asked_again']}.\n"
        )
    return f"## A reply beside bare Temporal: `make bench`\n\n{_noted(part)}\n\n{told}"


def _beside_peers(parts: Parts) -> str:
    """One table: a row for each figure, a column for each who was under the load."""
    ran = {name: part for name, part in parts.items() if "failed" not in part}
    names: list[str] = []
    for part in ran.values():
        names += [_row_name(each) for each in part["figures"] if _row_name(each) not in names]
    head = " | ".join(part["who"] for part in ran.values())
    rows = [f"| | {head} |", "| --- |" + " ---: |" * len(ran)]
    for row in names:
        cells = (
            next((in_digits(each[1]) for each in part["figures"] if _row_name(each) == row), "")
            for part in ran.values()
        )
        rows.append(f"| {row} | {' | '.join(cells)} |")
    for count in ("lost", "doubled"):
        told = ("not kept" if part[count] is None else str(part[count]) for part in ran.values())
        rows.append(f"| {count} | {' | '.join(told)} |")
    about = next((part["about"] for part in ran.values()), "nothing ran")
    noted = "\n".join(
        f"- {name}: {part.get('failed', _noted(part))}" for name, part in parts.items()
    )
    return (
        f"## throughput_stress, beside peers\n\n{about}.\n\n" + "\n".join(rows) + f"\n\n{noted}\n"
    )


def _row_name(figure: Sequence[Any]) -> str:
    name, _, unit = figure
    return f"{name}, {unit.partition(',')[0]}" if unit else name


def _section(name: str, part: Parts) -> str:
    if "failed" in part:
        return f"## {name}\n\n{_noted(part)}\n\n**Failed**: {part['failed']}\n"
    rows = "".join(
        f"| {figure[0]} | {in_digits(figure[1])} {figure[2]} |\n" for figure in part["figures"]
    )
    wrong = "".join(f"\n**Wrong**: {each}\n" for each in part["wrong"][:5])
    images = "".join(
        f"\n![{line}]({_file(name, number)})\n" for number, line in enumerate(part["series"], 1)
    )
    return (
        f"## {name}\n\n{part['who']}: {part['about']}. {_noted(part)}\n\n"
        f"| | |\n| --- | ---: |\n{rows}"
        f"| lost, doubled | {part['lost']}, {part['doubled']} |\n{wrong}{images}"
    )
