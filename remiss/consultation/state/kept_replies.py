"""That no other agency reads what one replied, with the reason on record."""

from pydantic import AwareDatetime

from remiss.consultation.values import AgencyCode, Person, Value


class KeptReplies(Value):
    """Replies of one agency that the drafting side keeps from the others asked."""

    agency: AgencyCode
    reason: str
    by: Person
    at: AwareDatetime
