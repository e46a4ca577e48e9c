"""A sample in words: what is drawn, from what, and how it stands."""

from collections.abc import Iterator

from remiss.consultation.inspecting.messages import SampleCommitted
from remiss.reference.registry import Registry
from remiss.sending.inspections import ReadSample
from remiss.texts import Bilingual, label, local_date, say, text


def size_words(committed: SampleCommitted) -> Bilingual:
    """20 đề nghị cho ý kiến, chọn ngẫu nhiên."""
    unit = label(committed.unit)
    if committed.size is None:
        return say("portal.inspections.everything", unit=unit)
    return say("portal.inspections.size", size=str(committed.size), unit=unit)


def standing_words(found: ReadSample) -> Bilingual:
    """Waits for a checkpoint; may be drawn; was drawn."""
    drawn = found.sample.drawn
    if drawn:
        return say("portal.inspections.drawn", size=str(len(drawn.drawn)), among=str(drawn.among))
    if found.checkpoint:
        return say("portal.inspections.may_draw", number=str(found.checkpoint.number))
    return text("portal.inspections.waits")


def criteria_words(
    committed: SampleCommitted, registry: Registry
) -> Iterator[tuple[Bilingual, Bilingual | str]]:
    """Each limit of what is drawn from, by its name."""
    criteria = committed.criteria
    for name, codes in (("asked", criteria.asked), ("drafting", criteria.drafting)):
        if codes:
            names = [registry.name_of(code) for code in codes]
            yield text(f"portal.inspections.field.{name}"), say("portal.inspections.list", of=names)
    if criteria.first:
        yield text("portal.inspections.field.first"), local_date(criteria.first)
    if criteria.last:
        yield text("portal.inspections.field.last"), local_date(criteria.last)
