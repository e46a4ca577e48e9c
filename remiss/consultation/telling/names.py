"""The names a case gives to codes and ids: its agencies by code, its questions by number."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from remiss.consultation.state import Consultation
from remiss.consultation.values import Agency, AgencyCode
from remiss.texts import NO_NUMBERS, Numbers


class Names(NamedTuple):
    """What sentences about one case call its agencies and its questions."""

    agencies: Mapping[AgencyCode, Agency]
    numbers: Numbers = NO_NUMBERS

    def knowing(self, more: Iterable[Agency]) -> "Names":
        """The same with more agencies."""
        return self._replace(agencies={**self.agencies, **{each.code: each for each in more}})


NO_NAMES = Names({})


def names_in(case: Consultation) -> Names:
    """Those of everyone asked, proposed or drafting, and of every question."""
    asked = [request.agency for request in case.all_requests]
    declines = (decline for request in case.all_requests for decline in request.declines)
    named = [decline.profile for decline in declines if decline.profile]
    agencies = {agency.code: agency for agency in (case.drafting_agency, *named, *asked)}
    return Names(agencies, case.question_numbers)
