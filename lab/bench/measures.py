"""The numbers of a benchmark run, as text."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from remiss.consultation.clarity.assessment import FAULTS, Action, Assessment, Verdict
from remiss.consultation.clarity.reply_record import Record
from remiss.consultation.clarity.sentences import WORD

Pair = tuple[Record, Assessment]
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


def report(pairs: Sequence[Pair], milliseconds: Sequence[float]) -> str:
    """Everything measured about labelled records."""
    parts = (_confusion, _verdicts, _actions, _questions, _spans, _rules, _calibration)
    lines = [line for part in parts for line in (*part(pairs), "")]
    timed = sorted(milliseconds)
    slow = timed[min(len(timed) - 1, int(len(timed) * 0.99))]
    return "\n".join([*lines, f"ms per reply: p50 {timed[len(timed) // 2]:.1f}, p99 {slow:.1f}"])


def _confusion(pairs: Sequence[Pair]) -> Iterator[str]:
    seen = Counter((record.label, found.verdict) for record, found in pairs)
    yield "label \\ verdict".ljust(18) + "".join(verdict.rjust(16) for verdict in Verdict)
    for label in Verdict:
        yield label.ljust(18) + "".join(f"{seen[label, verdict]:16}" for verdict in Verdict)


def _verdicts(pairs: Sequence[Pair]) -> Iterator[str]:
    yield f"exact verdict: {_share(pairs, lambda r, a: r.label == a.verdict)}"
    for verdict in Verdict:
        called = [p for p in pairs if p[1].verdict == verdict]
        meant = [p for p in pairs if p[0].label == verdict]
        right = _share(called, lambda r, a: r.label == a.verdict)
        yield f"  {verdict:16} precision {right}, recall " + _share(
            meant, lambda r, a: r.label == a.verdict
        )


def _actions(pairs: Sequence[Pair]) -> Iterator[str]:
    clear = [p for p in pairs if p[0].label is Verdict.CLEAR]
    faulty = [p for p in pairs if p[0].label in FAULTS]
    referred = [p for p in pairs if p[0].label is Verdict.OUT_OF_MANDATE]
    returned = [p for p in pairs if p[1].action() is Action.RETURN]
    yield f"returned and deserving it: {_share(returned, lambda r, _: r.label in FAULTS)}"
    yield f"clear, returned: {_share(clear, lambda _, a: a.action() is Action.RETURN)}"
    yield f"clear, flagged: {_share(clear, lambda _, a: a.action() is Action.FLAG)}"
    yield f"not clear, returned: {_share(faulty, lambda _, a: a.action() is Action.RETURN)}"
    yield f"not clear, caught: {_share(faulty, lambda _, a: a.action() is not Action.ACCEPT)}"
    accepted = _share(referred, lambda _, a: a.action() is Action.ACCEPT)
    yield f"rightly referred, accepted: {accepted}"


def _questions(pairs: Sequence[Pair]) -> Iterator[str]:
    meant = Counter((r.id, q) for r, _ in pairs for q in r.unanswered_questions or ())
    called = Counter((r.id, q) for r, a in pairs for q in a.unanswered)
    both = sum((meant & called).values())
    precision, recall = both / max(called.total(), 1), both / max(meant.total(), 1)
    score = 2 * both / max(called.total() + meant.total(), 1)
    yield f"unanswered questions: F1 {score:.3f}, precision {precision:.3f}, recall {recall:.3f}"


def _spans(pairs: Sequence[Pair]) -> Iterator[str]:
    """Of the words a label quotes, how many a finding quotes too; of replies both call faulty."""
    shared = [_overlap(r, a) for r, a in pairs if r.evidence and a.verdict in FAULTS]
    mean = sum(shared) / max(len(shared), 1)
    hit = sum(overlap > 0 for overlap in shared)
    yield f"spans: {hit} of {len(shared)} touch the label's, covering {mean:.0%} of its words"


def _overlap(record: Record, found: Assessment) -> float:
    quoted = Counter(w for f in found.findings for w in WORD.findall(f.span or ""))
    meant = Counter(word for span in record.evidence for word in WORD.findall(span))
    return (meant & quoted).total() / max(meant.total(), 1)


def _rules(pairs: Sequence[Pair]) -> Iterator[str]:
    """Each rule: replies it was shown to, and how many of them deserved it."""
    shown = sorted({(finding.rule, r.id) for r, a in pairs for finding in a.findings})
    faulty = {r.id for r, _ in pairs if r.label in FAULTS}
    yield "rule                      hits  misses"
    for rule in sorted({rule for rule, _ in shown}):
        at = [record for one, record in shown if one == rule]
        hits = sum(record in faulty for record in at)
        yield f"{rule:24} {hits:5}  {len(at) - hits:6}"


def _calibration(pairs: Sequence[Pair]) -> Iterator[str]:
    yield "confidence    replies   right"
    for least, most in pairwise(BANDS):
        band = [p for p in pairs if least <= (p[1].confidence or 0) < most]
        if band:
            right = _share(band, lambda r, a: r.label == a.verdict)
            yield f"{least:.2f} - {min(most, 1):.2f}   {len(band):7}   {right}"


def _share(pairs: Sequence[Pair], holds: Callable[[Record, Assessment], bool]) -> str:
    count = sum(holds(record, found) for record, found in pairs)
    return f"{count}/{len(pairs)} = {count / len(pairs):.1%}" if pairs else "none"
