"""The name a download is saved under."""

import unicodedata
from urllib.parse import quote


def saved_as(name: str) -> str:
    """A download under a Vietnamese name, and under a plain one for whoever knows no other."""
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    fallback = plain.encode("ascii", "ignore").decode()
    return f"attachment; filename=\"{fallback}\"; filename*=UTF-8''{quote(name, safe='')}"
