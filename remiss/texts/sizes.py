"""Sizes of files as people say them: 20 MB, 97,6 KB."""

from remiss.texts.bilingual import Bilingual

KILOBYTE, MEGABYTE = 1024, 1024 * 1024


def size_name(size: int | str) -> Bilingual:
    """So many bytes in the unit a person would take; a tenth that is not full is not told."""
    count = int(size)
    if count >= MEGABYTE:
        return _measured(count, MEGABYTE, "MB")
    if count >= KILOBYTE:
        return _measured(count, KILOBYTE, "KB")
    return Bilingual(vi=f"{count} byte", en=f"{count} bytes")


def _measured(count: int, unit: int, name: str) -> Bilingual:
    whole, tenth = divmod(count * 10 // unit, 10)
    if not tenth:
        return Bilingual(vi=f"{whole} {name}", en=f"{whole} {name}")
    return Bilingual(vi=f"{whole},{tenth} {name}", en=f"{whole}.{tenth} {name}")
