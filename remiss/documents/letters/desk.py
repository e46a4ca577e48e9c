"""What the drafting desk knows beside a case: its agency's papers, its people, its templates."""

from collections.abc import Mapping

from pydantic import Field

from remiss.consultation.state import Consultation
from remiss.consultation.values import Agency, AgencyCode, Person, Value
from remiss.documents.letters.issued_letterhead import SignedBy, letterhead
from remiss.documents.letters.letter_kind import LetterKind
from remiss.documents.letters.letterhead import BLANK, Letterhead
from remiss.documents.official_wording import one_line
from remiss.reference.contacts import Contacts
from remiss.reference.registry import Registry
from remiss.texts import say, text


class Desk(Value):
    """The registry, where people are reached, the province's own templates, who is to sign."""

    registry: Registry
    contacts: Contacts
    templates: Mapping[LetterKind, bytes] = Field(default_factory=dict)
    signed_by: SignedBy = SignedBy.HEAD

    def head(self, case: Consultation) -> Letterhead:
        """Of what the drafting agency issues in this case."""
        issuer = self.registry.issuer(case.drafting_agency)
        return letterhead(issuer, self._unit(case.officer), self.signed_by)

    def head_of_office(self, code: AgencyCode | None) -> Letterhead:
        """Of what the Office issues; where the registry does not know it, by its name alone."""
        known = self.registry.agency(code) if code else None
        office = known or Agency(code=code or "office", name=text("letter.office"), mandates=())
        return letterhead(self.registry.issuer(office), None, self.signed_by)

    def head_of(self, agency: Agency) -> str:
        """How a letter addresses the head of an agency: Giám đốc Sở Tài chính."""
        return one_line(self.registry.issuer(agency).addressed_head)

    def post(self, case: Consultation) -> str:
        """Chuyên viên Phòng Công chức, viên chức: what the officer in charge is, and where."""
        known = self.contacts.people.get(case.officer.id)
        units = self.registry.issuer(case.drafting_agency).units
        unit = units.get(known.unit) if known and known.unit else None
        if known is None or not (known.post or unit):
            return BLANK
        return one_line(say("letter.post_in_unit", post=known.post, unit=unit).vi)

    def telephone(self, officer: Person) -> str:
        """Where the officer in charge is called."""
        known = self.contacts.people.get(officer.id)
        return one_line((known and known.telephone) or BLANK)

    def _unit(self, officer: Person) -> str | None:
        known = self.contacts.people.get(officer.id)
        return known.unit if known else None
