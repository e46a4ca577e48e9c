"""The page on which a sample is committed: what will be drawn, before anybody knows from what."""

from typing import ClassVar

from portal.forms import Form
from portal.navigation import INSPECTIONS
from portal.page import Page
from portal.parts.asked_field import Option
from portal.parts.table import Table
from remiss.consultation.inspecting.messages import Unit
from remiss.reference.registry import Registry
from remiss.texts import Bilingual, label, say


class NewSamplePage(Page):
    """What is drawn, of whom, how many, by which seed."""

    template: ClassVar[str] = "inspections/new_sample.html"
    here: ClassVar[str] = INSPECTIONS

    up: str
    inspection: Bilingual
    form: Form
    units: tuple[Option, ...]
    agencies: tuple[Option, ...]
    seed: str
    """One made for this page, kept nowhere."""
    indicator: Table | None
    """By which those that stand out are drawn from."""


def unit_options() -> tuple[Option, ...]:
    """What can be drawn."""
    return tuple(Option(value=unit.value, label=label(unit)) for unit in Unit)


def agency_options(registry: Registry) -> tuple[Option, ...]:
    """Every agency, by code and name."""
    return tuple(
        Option(
            value=each.code, label=say("portal.scorecards.agency", code=each.code, name=each.name)
        )
        for each in registry.agencies
    )
