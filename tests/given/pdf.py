"""Pages as people see them: every document converted once, by the office suite itself."""

import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

TOOLS = ("soffice", "pdffonts", "pdfinfo", "pdftoppm", "pdftotext")
MILLIMETRES = 25.4 / 72
DOTS_PER_INCH = 50
DARK = 128


@dataclass(frozen=True)
class Pdf:
    """One document as pages."""

    path: Path

    @cached_property
    def pages(self) -> list[str]:
        """The words of each page, as they lie."""
        return _run("pdftotext", "-layout", str(self.path), "-").split("\f")[:-1]

    @property
    def text(self) -> str:
        """All words in one line, wherever the page breaks them."""
        return " ".join(" ".join(self.pages).split())

    @cached_property
    def sizes(self) -> list[tuple[int, int]]:
        """Width and height of each page in whole millimetres."""
        told = _run("pdfinfo", "-f", "1", "-l", str(len(self.pages)), str(self.path))
        found = re.findall(r"size:\s+([\d.]+) x ([\d.]+) pts", told)
        return [(round(float(w) * MILLIMETRES), round(float(h) * MILLIMETRES)) for w, h in found]

    @cached_property
    def fonts(self) -> list[tuple[str, bool]]:
        """Each font's name, and whether it is embedded."""
        lines = _run("pdffonts", str(self.path)).splitlines()[2:]
        return [(line.split()[0].split("+")[-1], line.split()[-5] == "yes") for line in lines]

    def span(self, words: str) -> tuple[float, float, float]:
        """Where on the first page these words stand in one line: left, right and bottom, in mm."""
        told = _run("pdftotext", "-bbox", "-l", "1", str(self.path), "-")
        boxes = re.findall(r'xMin="(\S+)" yMin="\S+" xMax="(\S+)" yMax="(\S+)">(.*?)<', told)
        wanted = words.split()
        for start in range(len(boxes)):
            found = boxes[start : start + len(wanted)]
            if [box[3] for box in found] == wanted:
                left, right, bottom = found[0][0], found[-1][1], found[0][2]
                return tuple(float(x) * MILLIMETRES for x in (left, right, bottom))  # type: ignore[return-value]
        raise LookupError(words)

    def lines(self) -> list[tuple[float, float, float]]:
        """The drawn lines of the first page longer than 6 mm: left, right and top, in mm."""
        command = ("pdftoppm", "-gray", "-r", "100", "-l", "1", str(self.path))
        image = subprocess.run(command, capture_output=True, check=True).stdout
        _, size, _, dots = image.split(b"\n", 3)
        width, height = map(int, size.split())
        dark = dots.translate(bytes(255 * (dot < DARK) for dot in range(256)))
        dot = 25.4 / 100
        return [
            (run.start() * dot, run.end() * dot, y * dot)
            for y in range(height)
            for run in re.finditer(rb"\xff{24,}", dark[y * width : (y + 1) * width])
        ]

    def ink(self, page: int) -> tuple[float, float, float, float]:
        """How far the ink keeps from left, top, right and bottom, in millimetres."""
        command = ("pdftoppm", "-gray", "-r", str(DOTS_PER_INCH), "-f", str(page), "-l", str(page))
        image = subprocess.run([*command, str(self.path)], capture_output=True, check=True).stdout
        _, size, _, dots = image.split(b"\n", 3)
        width, height = map(int, size.split())
        rows = [dots[y * width : (y + 1) * width] for y in range(height)]
        inked = [y for y, row in enumerate(rows) if min(row) < DARK]
        columns = [x for x in range(width) if min(dots[x::width]) < DARK]
        dot = 25.4 / DOTS_PER_INCH
        return (
            columns[0] * dot,
            inked[0] * dot,
            (width - 1 - columns[-1]) * dot,
            (height - 1 - inked[-1]) * dot,
        )


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True, timeout=100)
    return done.stdout.decode()
