"""The numbers of a benchmark run, as text: counts, shares, and what range each may lie in."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lab.bench.labelled import Labelled
from remiss.consultation.clarity.assessment import FAULTS, Action, Assessment, Verdict
from remiss.consultation.clarity.letter_frame import framed
from remiss.consultation.clarity.sentences import sentences
from remiss.consultation.labelling.agreement import share_interval

BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
SHORT = 40
"""Words of a short reply, at most."""


class Judged(NamedTuple):
    """One record, what the rubric says of it, and how long that took."""

    record: Labelled
    assessment: Assessment
    milliseconds: float = 0.0


Holds = Callable[[Judged], bool]


def report(judged: Sequence[Judged]) -> str:
    """Everything measured about labelled records."""
    parts = (_confusion, _aims, _slices, _rules, _calibration, _times)
    return "\n".join(line for part in parts for line in (*part(judged), ""))


def acted(one: Judged) -> Action:
    return one.assessment.action()


def is_clear(one: Judged) -> bool:
    return one.record.label is Verdict.CLEAR


def is_faulty(one: Judged) -> bool:
    return one.record.label in FAULTS


def is_exact(one: Judged) -> bool:
    return one.record.label == one.assessment.verdict


def is_caught(one: Judged) -> bool:
    return acted(one) is not Action.ACCEPT


def _confusion(judged: Sequence[Judged]) -> Iterator[str]:
    seen = Counter((one.record.label, one.assessment.verdict) for one in judged)
    yield "label \\ verdict".ljust(18) + "".join(verdict.rjust(16) for verdict in Verdict)
    for label in Verdict:
        yield label.ljust(18) + "".join(f"{seen[label, verdict]:16}" for verdict in Verdict)


def _aims(judged: Sequence[Judged]) -> Iterator[str]:
    clear, faulty = list(filter(is_clear, judged)), list(filter(is_faulty, judged))
    returned = [one for one in judged if acted(one) is Action.RETURN]
    told = [one for one in judged if "cannot_tell" not in {f.rule for f in one.assessment.findings}]
    yield f"judged at all: {share(judged, lambda one: one in told)}"
    yield f"exact verdict: {share(judged, is_exact)}"
    yield f"returned without a person, deserving it: {share(returned, is_faulty)}"
    yield f"clear, returned: {share(clear, lambda one: acted(one) is Action.RETURN)}"
    yield f"clear, flagged: {share(clear, is_caught)}"
    yield f"not clear, caught: {share(faulty, is_caught)}"
    yield _unanswered(judged)
    yield _spans(judged)


def _unanswered(judged: Sequence[Judged]) -> str:
    meant = Counter((r.id, q) for r, *_ in judged for q in r.unanswered_questions or ())
    called = Counter((r.id, q) for r, a, _ in judged for q in a.unanswered)
    both = sum((meant & called).values())
    precision, recall = both / max(called.total(), 1), both / max(meant.total(), 1)
    score = 2 * both / max(called.total() + meant.total(), 1)
    return f"unanswered questions: F1 {score:.3f}, precision {precision:.3f}, recall {recall:.3f}"


def _spans(judged: Sequence[Judged]) -> str:
    """Whether what is quoted stands in the reply, and outside its frame."""
    quoted = [(one.record, span) for one in judged for span in _quoted(one.assessment)]
    strange = sum(not _stands_in(record, span) for record, span in quoted)
    frame = sum(_is_frame(record, span) for record, span in quoted)
    return f"spans: {len(quoted)} quoted, {strange} not in the reply, {frame} of its frame"


def _quoted(found: Assessment) -> Iterator[str]:
    spans = [span for f in found.findings for span in (f.span, f.candidate)]
    spans += [q.span for q in found.questions] + [r.span for r in found.referrals]
    return (span for span in spans if span)


def _stands_in(record: Labelled, span: str) -> bool:
    return any(span in text for text in (record.reply, *record.answers.values()))


def _is_frame(record: Labelled, span: str) -> bool:
    if any(span in text for text in record.answers.values()):
        return False
    told = sentences(record.reply)
    return any(frame and s.raw == span for s, frame in zip(told, framed(told), strict=True))


def _slices(judged: Sequence[Judged]) -> Iterator[str]:
    yield "part                 replies   exact    clear, flagged             not clear, caught"
    of: list[tuple[str, Holds]] = [
        (f"{frame}", lambda one, frame=frame: one.record.frame == frame)  # type: ignore[misc]
        for frame in ("letter", "body", "form")
    ]
    of.append((f"up to {SHORT} words", lambda one: one.record.words <= SHORT))
    of += [
        (f"voice {voice}", lambda one, voice=voice: one.record.voice == voice)  # type: ignore[misc]
        for voice in sorted({one.record.voice for one in judged})
    ]
    for name, holds in of:
        part = list(filter(holds, judged))
        if part:
            exact = sum(map(is_exact, part)) / len(part)
            flagged = share(list(filter(is_clear, part)), is_caught)
            caught = share(list(filter(is_faulty, part)), is_caught)
            yield f"{name:20} {len(part):7}   {exact:5.0%}    {flagged:26} {caught}"


def _rules(judged: Sequence[Judged]) -> Iterator[str]:
    """Each rule: replies it was shown to, and how many of them deserved it."""
    shown = sorted({(f.rule, one.record.id) for one in judged for f in one.assessment.findings})
    faulty = {one.record.id for one in filter(is_faulty, judged)}
    yield "rule                      hits  misses"
    for rule in sorted({rule for rule, _ in shown}):
        at = [record for one, record in shown if one == rule]
        hits = sum(record in faulty for record in at)
        yield f"{rule:24} {hits:5}  {len(at) - hits:6}"


def _calibration(judged: Sequence[Judged]) -> Iterator[str]:
    yield "confidence    replies   mean   right"
    error = 0.0
    for least, most in pairwise(BANDS):
        band = [one for one in judged if least <= (one.assessment.confidence or 0) < most]
        if band:
            mean = sum(one.assessment.confidence or 0 for one in band) / len(band)
            right = sum(map(is_exact, band)) / len(band)
            error += len(band) / len(judged) * abs(mean - right)
            yield f"{least:.2f} - {min(most, 1):.2f}   {len(band):7}   {mean:.2f}   {right:.2f}"
    yield f"expected calibration error: {error:.3f}"


def _times(judged: Sequence[Judged]) -> Iterator[str]:
    timed = sorted(one.milliseconds for one in judged)
    slow = timed[min(len(timed) - 1, int(len(timed) * 0.99))]
    yield f"ms per reply: p50 {timed[len(timed) // 2]:.1f}, p99 {slow:.1f}"


def share(judged: Sequence[Judged], holds: Holds) -> str:
    """A count, its share, and the range it may lie in (Wilson, 95 %)."""
    if not judged:
        return "none"
    count, size = sum(map(holds, judged)), len(judged)
    least, most = share_interval(count, size)
    return f"{count}/{size} = {count / size:.1%} ({least:.0%}-{most:.0%})"
