"""Pages that name tests: which tests a cell of a table names, and which a file holds."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[1]
CODE = re.compile(r"`([^`]+)`")


def named_tests(cell: str) -> Iterator[tuple[str, str]]:
    """File and name of each test of a cell; `::name` continues the file before it."""
    file = ""
    for name in CODE.findall(cell):
        if "::" in name:
            before, test = name.split("::")
            file = before or file
            yield file, test


@cache
def functions(file: str) -> frozenset[str]:
    nodes = ast.walk(ast.parse((TESTS / file).read_text(encoding="utf-8")))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in nodes if isinstance(node, kinds))
