"""The figures of the house: how large its files and folders are, and what means two things.

`make measure` prints each beside the figure to reach; nothing is refused here.
"""

import ast
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
CHAPTERS = {
    "opening",
    "inside",
    "clarifying",
    "declining",
    "replying",
    "reviewing",
    "commenting",
    "ladder",
    "steering",
}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
NEVER_SHIPPED = ("tests", "lab")


class Figure(NamedTuple):
    """One figure, the figure to reach, and what makes it up."""

    name: str
    value: float
    limit: float
    parts: tuple[str, ...] = ()


def kept_files(root: Path) -> list[Path]:
    """Every file of the repository, relative to it."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return [path for path in map(Path, listed) if (root / path).is_file()]


def figures(root: Path) -> Iterator[Figure]:
    """Every figure there is one to reach for."""
    files = kept_files(root)
    source = [path for path in files if path.suffix == ".py"]
    product = [path for path in source if path.parts[0] not in NEVER_SHIPPED]
    house = [path for path in files if path.parts[0] != "tests"]
    lines = {path: _lines(root / path) for path in source}
    trees = {path: ast.parse((root / path).read_text(encoding="utf-8")) for path in product}
    yield from _places(house, [path for path in source if path.parts[0] != "tests"], lines)
    yield from _sizes([lines[path] for path in product], trees.values())
    yield from _names(trees)
    yield Figure("import contracts, lines", _contract_lines(root), 50)
    yield Figure("product, lines of Python", sum(lines[path] for path in product), 33_000)
    texts = [path for path in house if path.match("remiss/texts/**/*.toml")]
    yield Figure("texts, lines of TOML", sum(_lines(root / path) for path in texts), float("inf"))


def _places(
    files: Iterable[Path], source: Iterable[Path], lines: Mapping[Path, int]
) -> Iterator[Figure]:
    top = {path.parts[0] for path in files} | {"tests"}
    folders = Counter(path.parent for path in source)
    flat = Counter({folder: n for folder, n in folders.items() if folder.name in CHAPTERS})
    yield Figure("entries at the top", len(top), 18)
    yield _most("most files in a folder", folders, 18)
    yield _most("most files in a chapter", flat, 12)
    yield _most("longest file", Counter({path: lines[path] for path in source}), 250)


def _sizes(files: list[int], trees: Iterable[ast.Module]) -> Iterator[Figure]:
    functions = [
        _length(node) for tree in trees for node in ast.walk(tree) if isinstance(node, FUNCTIONS)
    ]
    yield Figure("lines of a file, median", median(files), 90)
    yield Figure("lines of a function, median", median(functions), 8)
    yield Figure("lines of a function, nine in ten", quantiles(functions, n=10)[-1], 20)


def _names(trees: Mapping[Path, ast.Module]) -> Iterator[Figure]:
    stems, classes = defaultdict(list), defaultdict(list)
    for path, tree in trees.items():
        if path.stem != "__init__" and path.stem not in CHAPTERS and not CHAPTERS & set(path.parts):
            stems[path.stem].append(str(path))
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                classes[node.name].append(str(path))
    yield _twice("file names used twice", stems, 8)
    yield _twice("class names used twice", classes, 0)


def _most(name: str, counted: Counter[Path], limit: int) -> Figure:
    over = tuple(f"{place}: {n}" for place, n in counted.most_common() if n > limit)
    return Figure(name, max(counted.values(), default=0), limit, over)


def _twice(name: str, found: Mapping[str, list[str]], limit: int) -> Figure:
    twice = {word: places for word, places in found.items() if len(places) > 1}
    parts = tuple(f"{word}: {', '.join(places)}" for word, places in sorted(twice.items()))
    return Figure(name, len(twice), limit, parts)


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _contract_lines(root: Path) -> int:
    """Of the last table of `pyproject.toml`, without empty ones."""
    _, _, contracts = (
        (root / "pyproject.toml").read_text(encoding="utf-8").partition("[tool.importlinter]")
    )
    return 1 + sum(bool(line.strip()) for line in contracts.splitlines())


def main() -> None:
    """Print every figure; what is beyond the one to reach, with its parts."""
    for figure in figures(ROOT):
        beyond = figure.value > figure.limit
        limit = "" if figure.limit == float("inf") else f"<= {figure.limit:,.0f}"
        print(f"{'!' if beyond else ' '} {figure.name:34} {figure.value:8,.0f}  {limit}")
        for part in figure.parts if beyond else ():
            print(f"      {part}")


if __name__ == "__main__":
    main()
