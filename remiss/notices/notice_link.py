"""The address a notice leads to."""

from remiss.consultation.telling.notice import Notice


def link(public_url: str, notice: Notice) -> str:
    """The address of the request a notice is about, or of the case."""
    case = f"{public_url.rstrip('/')}/v1/consultations/{notice.consultation}"
    return f"{case}/requests/{notice.agency}" if notice.agency else case
