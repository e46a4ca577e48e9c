"""Agencies with their mandates, and the part of the registry a case relies on."""

from collections.abc import Iterable

from pydantic import Field

from remiss.consultation.values.codes import AgencyCode, FieldCode, Value, added_later
from remiss.consultation.values.outside_body import Outside
from remiss.texts.bilingual import Bilingual, Text


class Mandate(Value):
    """A field an agency answers for, with the law that says so."""

    field: FieldCode
    title: Text
    legal_basis: Text


class Agency(Value):
    """An agency as the registry knows it."""

    code: AgencyCode
    name: Bilingual
    mandates: tuple[Mandate, ...]
    area: bool = Field(
        default=False,
        description="A commune or ward: its mandates count only for drafts naming its territory.",
    )
    territory: AgencyCode | None = added_later(
        None, description="The commune or ward it lies in, by code, if its days off are kept there."
    )
    outside: Outside | None = added_later(
        None, description="Of a body no registry holds: where it is written to, and on what basis."
    )

    @property
    def lies_in(self) -> AgencyCode | None:
        """Whose days off it has besides the province's: a commune, its own."""
        return self.territory or (self.code if self.area else None)


class Directory(Value):
    """The part of the registry one case relies on, as it stood when the case opened."""

    version: str
    fields: dict[FieldCode, Bilingual]
    agencies: tuple[Agency, ...]

    def agency(self, code: AgencyCode) -> Agency | None:
        return next((agency for agency in self.agencies if agency.code == code), None)

    def names(self, codes: Iterable[AgencyCode]) -> list[Bilingual | str]:
        """The name of each agency; its code where it is not in this part of the registry."""
        return [agency.name if (agency := self.agency(code)) else code for code in codes]
