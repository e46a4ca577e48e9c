"""The registry: which agency answers for which field, and on which legal basis."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from remiss.consultation.relevance import matches
from remiss.consultation.values import (
    Agency,
    AgencyCode,
    Directory,
    FieldCode,
    Mandate,
    Question,
    Value,
    is_reserved,
)
from remiss.reference.issuers import Issuer, LetterFacts, issuer
from remiss.reference.laws import LawBook, LawName, load_laws
from remiss.reference.yaml_file import DATA, Mistake, read
from remiss.texts import VIET_NAM, Bilingual, Text, say


class Province(Value):
    """The province whose agencies these are."""

    code: str
    name: Bilingual


class WrittenMandate(Value):
    """A mandate as it is written: its laws by their names in the file of laws."""

    field: FieldCode
    title: Text
    laws: tuple[LawName, ...] = Field(min_length=1)


class WrittenAgency(Value):
    """An agency as it is written: what cases know of it, and what only its papers need."""

    code: AgencyCode
    name: Bilingual
    mandates: tuple[WrittenMandate, ...]
    area: bool = False
    apart: bool = False
    """No administrative agency: a Party body, a front; it stands in no list beside agencies."""
    territory: AgencyCode | None = None
    letters: LetterFacts | None = None

    def on(self, day: date, book: LawBook) -> Agency:
        """The agency as a case that opens that day carries it."""
        mandates = (
            Mandate(field=each.field, title=each.title, legal_basis=book.cite(each.laws, day))
            for each in self.mandates
        )
        return Agency(
            code=self.code,
            name=self.name,
            mandates=tuple(mandates),
            area=self.area,
            territory=self.territory,
        )


class RegistryFile(Value):
    """The registry as it is written; field codes and agency codes occur once."""

    version: int = Field(ge=1)
    province: Province
    territories: dict[AgencyCode, Bilingual] = Field(default_factory=dict)
    taxonomy: dict[FieldCode, Bilingual]
    agencies: tuple[WrittenAgency, ...]

    @property
    def places(self) -> dict[AgencyCode, Bilingual]:
        """Every commune and ward by its code, as it is named here, else by who governs it."""
        return {a.code: a.name for a in self.agencies if a.area} | self.territories

    @model_validator(mode="after")
    def _territories_are_named(self) -> Self:
        for agency in self.agencies:
            if agency.territory and agency.territory not in self.places:
                facts = {"agency": agency.code, "territory": agency.territory}
                raise ValueError(say("reference.registry.unknown_territory", **facts).both())
        return self

    @model_validator(mode="after")
    def _mandates_are_in_the_taxonomy(self) -> Self:
        for agency in self.agencies:
            for mandate in agency.mandates:
                if mandate.field not in self.taxonomy:
                    facts = {"agency": agency.code, "field": mandate.field}
                    raise ValueError(say("reference.registry.unknown_field", **facts).both())
        return self

    @model_validator(mode="after")
    def _codes_are_not_reserved(self) -> Self:
        for agency in self.agencies:
            if is_reserved(agency.code):
                raise ValueError(say("reference.registry.reserved", code=agency.code).both())
        return self

    @model_validator(mode="after")
    def _codes_are_unique(self) -> Self:
        codes = [agency.code for agency in self.agencies]
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            codes_twice = ", ".join(twice)
            raise ValueError(say("reference.registry.codes_twice", codes=codes_twice).both())
        return self


class Registry(Value):
    """The registry of one day; `version` changes whenever a byte of its files does."""

    version: str
    province: Province
    agencies: tuple[Agency, ...]
    fields: dict[FieldCode, Bilingual]
    letters: dict[AgencyCode, LetterFacts] = Field(default_factory=dict)
    territories: dict[AgencyCode, Bilingual] = Field(
        default_factory=dict, description="The communes and wards that may have days off alone."
    )
    apart: frozenset[AgencyCode] = Field(
        default=frozenset(), description="Bodies that stand in no list beside agencies."
    )

    def territory(self, code: AgencyCode) -> Bilingual:
        """What people call a commune or ward; its code where the registry knows it no more."""
        return self.territories.get(code) or Bilingual(vi=code, en=code)

    def agency(self, code: AgencyCode) -> Agency | None:
        """The agency of this code, or None when the registry does not know it."""
        return next((agency for agency in self.agencies if agency.code == code), None)

    @property
    def names(self) -> dict[AgencyCode, Bilingual]:
        """Of each agency, by its code."""
        return {agency.code: agency.name for agency in self.agencies}

    def name_of(self, code: AgencyCode) -> Bilingual:
        """What an agency is called; its code where the registry knows it no more."""
        known = self.agency(code)
        return known.name if known else Bilingual(vi=code, en=code)

    def issuer(self, agency: Agency) -> Issuer:
        """How papers name the agency, by its name in the case and what the registry adds."""
        within = agency.code.startswith(f"{self.province.code}.")
        facts = self.letters.get(agency.code)
        return issuer(agency.name.vi, self.province.name.vi, facts, within=within)

    def directory(
        self,
        questions: Sequence[Question],
        agency_codes: Iterable[AgencyCode],
        territories: Sequence[AgencyCode] = (),
    ) -> Directory:
        """What one case needs: the questions' fields, and the agencies asked or concerned.

        A field or agency the registry does not know is left out, so that the case refuses it.
        """
        asked = set(agency_codes)
        concerned = (a.code for a in self.agencies if matches(a, questions, territories))
        return self.naming((question.field for question in questions), asked.union(concerned))

    def naming(self, fields: Iterable[FieldCode], codes: Iterable[AgencyCode]) -> Directory:
        """These fields and agencies; what the registry does not know is left out."""
        of, named = set(fields), set(codes)
        return Directory(
            version=self.version,
            fields={code: title for code, title in self.fields.items() if code in of},
            agencies=tuple(agency for agency in self.agencies if agency.code in named),
        )


def load_registry(
    path: Path = DATA / "registry.yaml", at: datetime | None = None, laws: Path = DATA / "laws.yaml"
) -> Registry:
    """The registry at `path` with the laws in force at that moment, or now; files are read once.

    Raises:
        ReferenceDataError: a file is wrong; the message says where and what to write instead.
    """
    return _registry(path, laws, (at or datetime.now(VIET_NAM)).astimezone(VIET_NAM).date())


@lru_cache(maxsize=16)
def _registry(path: Path, laws: Path, day: date) -> Registry:
    file, digest = written_registry(path, laws)
    book = load_laws(laws)
    return Registry(
        version=f"{file.version}+{digest}",
        province=file.province,
        agencies=tuple(agency.on(day, book) for agency in file.agencies),
        fields=file.taxonomy,
        letters={agency.code: agency.letters for agency in file.agencies if agency.letters},
        territories=file.places,
        apart=frozenset(agency.code for agency in file.agencies if agency.apart),
    )


def shipped_registry() -> RegistryFile:
    """The registry as it is written, for those who keep it."""
    return written_registry(DATA / "registry.yaml", DATA / "laws.yaml")[0]


@cache
def written_registry(path: Path, laws: Path) -> tuple[RegistryFile, str]:
    """What is written, and the digest of the bytes a case's bases come from."""
    book = load_laws(laws)
    file = read(path, RegistryFile, lambda found: _unknown_laws(found, book))
    return file, hashlib.sha256(path.read_bytes() + laws.read_bytes()).hexdigest()[:12]


def _unknown_laws(file: RegistryFile, book: LawBook) -> Iterable[Mistake]:
    for row, agency in enumerate(file.agencies):
        for column, mandate in enumerate(agency.mandates):
            for law in mandate.laws:
                if law not in book.laws:
                    place = ("agencies", row, "mandates", column, "laws")
                    yield Mistake(place, say("reference.law.unknown", law=law))


def province_name() -> str:
    """The name of the People's Committee that is reported to."""
    return load_registry().province.name.vi
