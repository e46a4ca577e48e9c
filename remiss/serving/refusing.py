"""How a kind of HTTP shows a problem that is met before any of its routes."""

from collections.abc import Callable

from starlette.types import ASGIApp, Scope

from remiss.problems.problem import Problem

ShowsProblem = Callable[[Scope, Problem], ASGIApp]
"""A problem document for machines, a page for people; the scope names the request."""
