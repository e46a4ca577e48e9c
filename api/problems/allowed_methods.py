"""What an address takes: every method of every route that leads there.

The framework names those of one route alone, where RFC 9110 wants all of the resource's. As with
routes, the first address that fits is the one meant.
"""

from fastapi import FastAPI
from starlette.routing import compile_path


def allowed_methods(app: FastAPI, path: str) -> str:
    """The value of the Allow header for a path, as the API's own document has it."""
    templates = app.openapi()["paths"].items()
    found: dict[str, object] = next(
        (methods for template, methods in templates if _leads(template, path)), {}
    )
    return ", ".join(sorted(method.upper() for method in found))


def _leads(template: str, path: str) -> bool:
    pattern, _, _ = compile_path(template)
    return pattern.fullmatch(path) is not None
