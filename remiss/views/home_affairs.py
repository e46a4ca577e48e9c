"""Home Affairs as the registry has it: in whose name the reports of periods go out."""

from remiss.documents.letters.issued_letterhead import letterhead
from remiss.documents.letters.letterhead import Letterhead
from remiss.reference.issuers import issuer
from remiss.reference.registry import Registry
from remiss.texts import text


def letterhead_of_home_affairs(registry: Registry) -> Letterhead:
    """Its letterhead; where the registry lists it under another name, by the common one."""
    name = text("sheet_letter.issuer").vi
    known = next((agency for agency in registry.agencies if agency.name.vi == name), None)
    if known:
        return letterhead(registry.issuer(known))
    return letterhead(issuer(name, registry.province.name.vi, None, within=True))
