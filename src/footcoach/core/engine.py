"""The session as a state machine driven by time. It reads no clock: callers pass in `now`.

It works with deadlines rather than ticks: a segment ends at its start time plus its length, even if
that is noticed late. So a late call can pass through several segments correctly, and nothing
drifts. `now` is in seconds from any fixed point, and never goes backwards.
"""

from dataclasses import dataclass

from footcoach.core.plan import Plan
from footcoach.core.resume import Progress
from footcoach.core.routine import MAX_SECONDS, Technique
from footcoach.core.schedule import Kind, Segment
from footcoach.core.states import (
    COUNTED,
    MOSTLY,
    MOVABLE,
    SOFT,
    STATUS_AFTER,
    TRANSITIONS,
    Command,
    Happening,
    State,
    Status,
    Zone,
)

# Seconds to get ready after a pause, before the remaining time starts to run.
RESUME_COUNTDOWN = 3.0

# Pauses that add up to this many seconds end the session: by then the screening is out of date.
LONGEST_PAUSE = 30 * 60.0

# Seconds that one key press adds or removes, and the fewest that a removal must leave, so that the
# last five are still counted down.
ADJUST, LEAST_LEFT = 15.0, 6.0

# Seconds at the start of a segment during which keys that are easily hit by mistake do nothing.
STRAY_KEYS = 1.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a screen needs to show one moment of a session; times are in seconds."""

    state: State
    segment: Segment
    # The step after the current one, or None in the last step.
    after: Segment | None
    # The time elapsed in the segment, and the segment's current length.
    elapsed: float
    length: float
    total_left: float
    total: float
    # Time until the session resumes after a pause; 0 unless it is resuming.
    resume_left: float
    # Parts of the foot that this step must avoid.
    avoided: tuple[Zone, ...]
    # See `Plan.ceiling`.
    ceiling: int
    # Whether the person found the massage too hard: from then on, the pressure is reduced by 1.
    lighter: bool
    # What paused the session: a key, an absence or a cramp.
    paused_by: Command = Command.PAUSE

    @property
    def away(self) -> bool:
        """Whether the session was paused because the person was away."""
        return self.paused_by is Command.AWAY

    @property
    def left(self) -> float:
        """Seconds left in the segment."""
        return self.length - self.elapsed

    @property
    def pressure(self) -> int:
        """The pressure to use now, out of 10."""
        pressure = self.segment.step.pressure
        return max(min(pressure, 1), pressure - 1) if self.lighter else pressure


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, and the time at which it was due."""

    happening: Happening
    at: float
    # The session at that moment.
    snapshot: Snapshot
    # During the countdown: how many seconds are left, 5 to 1.
    count: int = 0

    @property
    def segment(self) -> Segment:
        """The segment it belongs to."""
        return self.snapshot.segment


class Session:
    """One run of a plan. `handle` takes commands, `advance` lets time pass; both return events."""

    def __init__(self, plan: Plan, now: float, progress: Progress | None = None) -> None:
        """Begin at once with the first get-ready, or resume at `progress` as if after a pause."""
        if not isinstance(plan, Plan):
            raise TypeError("a Session takes only a Plan, made by plan() or resume_plan()")
        self.plan = plan
        self.state = State.RUNNING
        # How the session ended; None until then.
        self.status: Status | None = None
        self.lighter = False
        self._lengths = [segment.seconds for segment in plan.segments]
        self._paused_by = Command.PAUSE
        self._since, self._index = now, 0
        self._spent = self._marked = self._ran = self._paused = 0.0
        self._events: list[Event] = []
        if progress is None:
            self._happen(Happening.SEGMENT_STARTED, now)
            return
        self.state = State.RESUMING
        self._index, self._lengths = progress.index, list(progress.lengths)
        self._spent = self._marked = progress.spent
        self._ran, self._paused = progress.ran, progress.paused
        self.lighter = progress.lighter
        self._happen(Happening.RESUMING, now)

    @property
    def status_so_far(self) -> Status:
        """How the session ended; until then, how it would count if it were cut off now."""
        going = self.state in MOVABLE
        return self.status or (Status.INTERRUPTED if going else Status.STOPPED_EARLY)

    @property
    def resumable(self) -> bool:
        """Whether a session cut off now can be resumed: not while asking about stopping or pain."""
        return self.status_so_far is Status.INTERRUPTED

    @property
    def segment(self) -> Segment:
        """The segment under way, or the one in which the session ended."""
        return self.plan.segments[self._index]

    def progress(self, now: float) -> Progress:
        """Return where the session stands at `now`, which must not be before the previous call."""
        # Rounding can make the sum of the parts a hair longer than the whole.
        spent = min(self._elapsed(now), self._length)
        ran = spent - self._spent
        return Progress(
            index=self._index,
            spent=spent,
            lengths=tuple(self._lengths),
            ran=max(self._ran + ran, spent),
            paused=self._paused,
            lighter=self.lighter,
        )

    def deadline(self) -> float | None:
        """Return when something next happens without a command; None once the session has ended."""
        match self.state:
            case State.RUNNING:
                return self._since + self._next_mark() - self._spent
            case State.RESUMING:
                return self._since + self._countdown
            case State.ENDED:
                return None
            case _:
                return self._since + LONGEST_PAUSE - self._paused

    def advance(self, now: float) -> tuple[Event, ...]:
        """Let time pass until `now`, and return what happened, in order."""
        while (deadline := self.deadline()) is not None and deadline <= now:
            self._pass(deadline)
        events, self._events = self._events, []
        return tuple(events)

    def handle(self, command: Command, now: float) -> tuple[Event, ...]:
        """Let time pass until `now`, then carry out the command, if this state allows it."""
        # Time passes first, so that a late key cannot act on a step that has already ended.
        earlier = self.advance(now)
        stray = self.state is State.RUNNING and self._elapsed(now) < STRAY_KEYS
        # Nobody has to hurry with their socks, or wait once they are on.
        socks = self.segment.kind is Kind.STEP and self.segment.finishes
        if socks and self.state is State.RUNNING and command is Command.STRAY:
            command = Command.NEXT
        if not (stray and command in SOFT):
            if command in TRANSITIONS[self.state]:
                self._change(command, now)
            elif self.state in MOVABLE and command is Command.NEXT:
                self._go_to(self._index + 1, now)
            elif self.state in MOVABLE and command is Command.BACK:
                self._go_back(now)
            elif self.state in MOVABLE and command in {Command.MORE, Command.LESS}:
                self._adjust(now, longer=command is Command.MORE)
        return earlier + self.advance(now)

    def interrupt(self, now: float) -> tuple[Event, ...]:
        """End the session where it is, because the program has to exit."""
        events = self.advance(now)
        if self.state is not State.ENDED:
            self._end(self.status_so_far, now)
        return events + self.advance(now)

    def snapshot(self, now: float) -> Snapshot:
        """Return what to show at `now`, which must not be before the previous call."""
        elapsed = self._elapsed(now)
        resuming = self.state is State.RESUMING
        return Snapshot(
            state=self.state,
            segment=self.segment,
            after=self._step_after(),
            elapsed=elapsed,
            length=self._length,
            total_left=sum(self._lengths[self._index :]) - elapsed,
            total=sum(self._lengths),
            resume_left=self._since + self._countdown - now if resuming else 0.0,
            avoided=self.plan.avoided_in(self.segment.step),
            ceiling=self.plan.ceiling,
            lighter=self.lighter,
            paused_by=self._paused_by,
        )

    @property
    def _length(self) -> float:
        return self._lengths[self._index]

    @property
    def _countdown(self) -> float:
        """Seconds to get ready after a pause; 0 if a get-ready is about to begin anyway."""
        return RESUME_COUNTDOWN if self._spent or self.segment.kind is Kind.STEP else 0.0

    def _elapsed(self, now: float) -> float:
        return self._spent + (now - self._since if self.state is State.RUNNING else 0.0)

    def _happen(self, happening: Happening, at: float, count: int = 0) -> None:
        self._events.append(Event(happening, at, self.snapshot(at), count))

    def _next_mark(self) -> float:
        """Return the seconds from the segment's start to its next announcement, or to its end."""
        if self.segment.kind is not Kind.STEP:
            return self._length
        marks = [self._length - left for left in range(1, COUNTED + 1)]
        return min((mark for mark in marks if mark > self._marked), default=self._length)

    def _pass(self, at: float) -> None:
        if self.state is State.RESUMING:
            self.state, self._since = State.RUNNING, at
            if self.segment.kind is Kind.STEP or self._elapsed(at) > self._room(at):
                self._happen(Happening.RESUMED, at)
            else:
                # The words were cut off, so start again, with enough time to say them in full.
                self._go_to(self._index, at)
        elif self.state is not State.RUNNING:
            self._end(self.status_so_far, at)
        else:
            self._marked = self._next_mark()
            left = self._length - self._marked
            if left == 0:
                self._happen(Happening.SEGMENT_ENDED, at)
                self._go_to(self._index + 1, at)
            else:
                self._happen(Happening.SECOND_COUNTED, at, round(left))

    def _fold(self, now: float) -> None:
        """Add the time that has passed to `_spent`."""
        ran = self._elapsed(now) - self._spent
        if self.state not in {State.RUNNING, State.RESUMING}:
            self._paused += now - self._since
        self._spent += ran
        self._ran += ran
        self._since = now

    def _go_to(self, index: int, now: float) -> None:
        """Leave this segment for the one at `index`; after the last one, end the session."""
        self._fold(now)
        if index == len(self.plan.segments):
            done = self._ran >= MOSTLY * self.plan.seconds
            self._end(Status.COMPLETED if done else Status.STOPPED_EARLY, now)
            return
        # Each step has its own time to get ready, so a countdown after a pause need not go on.
        self.state = State.RUNNING if self.state is State.RESUMING else self.state
        self._index, self._spent, self._marked = index, 0.0, 0.0
        self._happen(Happening.SEGMENT_STARTED, now)

    def _end(self, status: Status, now: float) -> None:
        self._fold(now)
        self.state, self.status = State.ENDED, status
        self._happen(Happening.ENDED, now)

    def _change(self, command: Command, now: float) -> None:
        state, happening = TRANSITIONS[self.state][command]
        if state is State.ENDED:
            self._end(STATUS_AFTER.get(command, Status.STOPPED_EARLY), now)
            return
        self.lighter = self.lighter or command is Command.TOO_HARD
        self._paused_by = command
        self._fold(now)
        self.state = state
        self._happen(happening, now)

    def _go_back(self, now: float) -> None:
        """Go back to the start of this step or, if it has only just started, to the step before.

        Do nothing if repeating that part would take the session past the one-hour limit.
        """
        segments = self.plan.segments[: self._index + 1]
        starts = [i for i, segment in enumerate(segments) if segment.kind is Kind.GET_READY]
        started = self._elapsed(now) >= RESUME_COUNTDOWN or self.segment.kind is Kind.TAKE_UP
        under_way = started and self.segment.kind is not Kind.GET_READY
        starts = [0, *starts] if segments[0].kind is Kind.TAKE_UP else starts
        start = starts[-1] if under_way or len(starts) == 1 else starts[-2]
        if sum(self._lengths[start : self._index]) + self._elapsed(now) <= self._room(now):
            self._go_to(start, now)

    def _adjust(self, now: float, *, longer: bool) -> None:
        """Change the segment's length, within the one-hour limit; never lengthen press-and-hold."""
        held = self.segment.step.technique is Technique.PRESS_AND_HOLD
        if not longer:
            change = min(0.0, max(-ADJUST, self._elapsed(now) + LEAST_LEFT - self._length))
        elif held and self.segment.kind is Kind.STEP:
            change = 0.0
        else:
            change = max(0.0, min(ADJUST, self._room(now)))
        if change:
            self._lengths[self._index] += change
            self._marked = self._elapsed(now)
            self._happen(Happening.LENGTH_CHANGED, now)

    def _room(self, now: float) -> float:
        """Return how many seconds can still be added within the one-hour limit."""
        ran = self._ran + self._elapsed(now) - self._spent
        left = sum(self._lengths[self._index :]) - self._elapsed(now)
        return round(MAX_SECONDS - ran - left, 6)

    def _step_after(self) -> Segment | None:
        """Return the step after the current one; a get-ready belongs to the step it precedes."""
        coming = self.plan.segments[self._index + 1 :]
        steps = (segment for segment in coming if segment.kind is Kind.STEP)
        if self.segment.kind is Kind.GET_READY:
            next(steps)
        return next(steps, None)
