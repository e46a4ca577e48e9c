"""Who is compared with whom: communes with communes, departments with departments."""

from enum import StrEnum

from remiss.consultation.values import AgencyCode
from remiss.reference.registry import Registry


class PeerGroup(StrEnum):
    """Agencies that are alike."""

    DEPARTMENTS = "departments"
    COMMUNES = "communes"
    CENTRAL = "central"


def peer_group(code: AgencyCode, registry: Registry) -> PeerGroup | None:
    """The group of an agency; None of a body apart from the administration.

    One the registry no longer knows stands where its code puts it.
    """
    if code in registry.apart:
        return None
    known = registry.agency(code)
    if known and known.area:
        return PeerGroup.COMMUNES
    within = code.startswith(f"{registry.province.code}.")
    return PeerGroup.DEPARTMENTS if within else PeerGroup.CENTRAL
