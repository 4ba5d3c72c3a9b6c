"""What was found on one server, and which bars it meets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.bars import columns
from tests.load.course import AFTER, BURST, L1, PAST, TWICE, Course, Stretch
from tests.load.done import Spread
from tests.load.kept import Kept
from tests.load.leak import Leak
from tests.load.plan import Plan

P95_MS, P99_MS, FIRST_MS, LOGIN_MS, BURST_MS, BURST_SECONDS, RECOVERY_SECONDS = 500, 1000, 1500, 2000, 6000, 15, 30
MEMORY_MB = 400
GROWTH = 0.2
BUSY, BUSY_MS = 503, 3000
"""What a new tab is answered, and how long an answer has to take before that is to be expected."""
Line = tuple[str, str, str, str]
"""A bar: which, what is promised, what was measured, how."""


@dataclass(frozen=True)
class Found:
    """One server."""

    name: str
    course: Course
    think: float
    """Seconds from one answer of a learner to the next, in a class at work."""
    kept: Kept | None = None
    """None: it keeps nothing."""
    leak: Leak | None = None

    @property
    def session_kb(self) -> float:
        """Memory of one learner who is in, with all that was read for the first time."""
        more = sum(self.course.class_mb) - sum(self.course.empty_mb)
        return 1024 * more / max(1, self.course.stretch(L1).learners)

    def table(self) -> str:
        """The stretches of its course, then everything else in sentences."""
        head = ("", "learners", "answers/s", "answers", "p50 ms", "p95 ms", "p99 ms", "CPU ms", "errors")
        rows = [head, *(_row(each) for each in self.course.stretches)]
        return "\n".join([columns(rows, first=18), *self.sentences()])

    def sentences(self) -> list[str]:
        """What the figures come to, in words."""
        course, most = self.course, self.course.most
        past = course.stretch(PAST)
        offered = 2 * most.per_second
        said = [
            f"Saturated at {most.per_second:.0f} answers a second, {most.cpu_ms:.1f} ms of processor time each: as "
            f"many as {most.per_second * self.think:.0f} learners give who answer every {self.think:.0f} s.",
            f"Past that ({offered:.0f} a second wanted by {past.learners} learners) it does {past.per_second:.0f} a "
            f"second; an answer takes {past.answers.p50 / 1000:.1f} s (p95 {past.answers.p95 / 1000:.1f} s); "
            f"{_errors(past.acts)}; {_recovered(course)}.",
            f"Memory: {_mb(course.empty_mb)} MiB with nobody in, {_mb(course.class_mb)} MiB with the class, "
            f"{self.session_kb:.0f} KiB for each learner.",
        ]
        said += [
            f"{each.name}: {each.usage.shares()}; load generator late by {each.late:.0f} ms (p95)."
            for each in course.stretches
            if each.name in (L1, most.name)
        ]
        if self.kept:
            kept = self.kept
            said.append(
                f"From the database: {kept.told:,} answers acknowledged, {kept.on_record:,} on record, "
                f"{kept.lost} lost, {kept.double} twice; {kept.unheard} were sent without an answer."
            )
        said += [f"error, {count} times: {text}" for text, count in _kinds(course).most_common(5)]
        return said

    def lines(self, plan: Plan) -> list[tuple[Line, bool]]:
        """The bars L1, L2, L3, L6 and L7, each with whether it is met."""
        return [*self._class(plan), *self._burst(plan), *self._too_much(), *self._leak()]

    def _class(self, plan: Plan) -> list[tuple[Line, bool]]:
        acts, first = self.course.stretch(L1).acts, self.course.first_page
        how = (
            f"{plan.learners} learners in {plan.ramp:.0f} s, an answer every {plan.think:.0f} s, {plan.seconds:.0f} s"
        )
        found: list[tuple[Line, bool]] = [
            (("L1 rerun p95", f"{P95_MS} ms", f"{acts.p95:.0f} ms", how), acts.p95 <= P95_MS),
            (("L1 rerun p99", f"{P99_MS} ms", f"{acts.p99:.0f} ms", how), acts.p99 <= P99_MS),
            (
                ("L1 first page p95", f"{FIRST_MS} ms", f"{first.p95:.0f} ms", "as they come in"),
                first.p95 <= FIRST_MS,
            ),
            (("L1 errors", "0", f"{acts.errors + first.errors}", how), not acts.errors + first.errors),
        ]
        memory = max(self.course.class_mb)
        found.append(
            (("L1 memory", f"{MEMORY_MB} MiB", f"{memory:.0f} MiB", "the largest process"), memory <= MEMORY_MB)
        )
        if self.kept:
            kept = self.kept
            how = f"{kept.told:,} acknowledged in the whole course, from the database"
            found.append((("L1, L2, L7 lost", "0", f"{kept.lost}", how), not kept.lost))
            found.append((("L1, L2, L7 twice", "0", f"{kept.double}", how), not kept.double))
        signed = self.course.sign_in
        if signed.count:
            how = f"{signed.count} logins in {self.course.arriving:.0f} s, each with its first page"
            met = signed.p95 <= LOGIN_MS and not signed.errors
            found.append((("L3 login p95", f"{LOGIN_MS} ms", f"{signed.p95:.0f} ms", how), met))
        return found

    def _burst(self, plan: Plan) -> list[tuple[Line, bool]]:
        answers, over = self.course.stretch(BURST).answers, self.course.burst_over
        how = f"{plan.learners} answers within {plan.burst:.0f} s"
        met = answers.p95 <= BURST_MS and not answers.errors
        return [
            (("L2 answer p95", f"{BURST_MS} ms", f"{answers.p95:.0f} ms", how), met),
            (("L2 over after", f"{BURST_SECONDS} s", f"{over:.1f} s", how), over <= BURST_SECONDS),
        ]

    def _too_much(self) -> list[tuple[Line, bool]]:
        course, twice, past = self.course, self.course.stretch(TWICE), self.course.stretch(PAST)
        busy = course.knocks.count(BUSY)
        measured = "not within the time" if course.recovered is None else f"{course.recovered:.0f} s"
        met = course.recovered is not None and course.recovered <= RECOVERY_SECONDS
        how = (
            f"twice the class, then {2 * course.most.per_second:.0f} answers a second wanted; p95 back to {P95_MS} ms"
        )
        found = [
            (
                ("L7 errors", "0", f"{twice.acts.errors}", f"twice the class (p95 {twice.acts.p95:.0f} ms)"),
                not twice.acts.errors,
            ),
            (("L7 recovers after", f"{RECOVERY_SECONDS} s", measured, how), met),
        ]
        if course.knocks:
            how = f"of new tabs, while an answer took {past.answers.p50 / 1000:.1f} s"
            said = f"{busy} of {len(course.knocks)}"
            found.append((("L7 told that it is busy", "some", said, how), busy > 0 or past.answers.p50 < BUSY_MS))
        return found

    def _leak(self) -> list[tuple[Line, bool]]:
        leak = self.leak
        if leak is None:
            return []
        measured = f"{100 * leak.growth:+.0f} %"
        how = f"{leak.sessions} sessions in {leak.seconds:.0f} s; from {leak.at_mark:.0f} MiB after a sixth of them"
        met = leak.growth <= GROWTH and not leak.pages.errors
        return [(("L6 memory grows", f"{100 * GROWTH:.0f} %", measured, how), met)]


def _row(each: Stretch) -> Sequence[object]:
    acts = each.acts
    times = (acts.p50, acts.p95, acts.p99)
    return (each.name, each.learners, each.per_second, each.answers.count, *times, each.cpu_ms, acts.errors)


def _errors(acts: Spread) -> str:
    return f"{acts.errors} errors of {acts.count}" if acts.errors else "no errors"


def _recovered(course: Course) -> str:
    if course.recovered is None:
        after = course.stretch(AFTER).acts
        return f"it had not recovered {AFTER} (p95 {after.p95:.0f} ms)"
    return f"back to normal {course.recovered:.0f} s after the load fell to that of the class"


def _mb(each: Sequence[float]) -> str:
    return " + ".join(f"{one:.0f}" for one in each)


def _kinds(course: Course) -> Counter[str]:
    return Counter(f"{act.kind}: {act.error[:160]}" for act in course.errors)
