"""The session as a state machine on time. It reads no clock: every call is told what `now` is.

Deadlines, never counted ticks: a segment ends at its start plus its length, however late that is
noticed, so a late tick crosses several segments correctly and nothing drifts. `handle` advances
first, so that a key pressed after a step has ended cannot act on the old step. `now` is in seconds
from any fixed point, and never runs backwards.
"""

from footcoach.core.plan import Plan
from footcoach.core.resume import Progress
from footcoach.core.routine import MAX_SECONDS, Technique
from footcoach.core.schedule import Kind, Segment
from footcoach.core.snapshot import Event, Snapshot
from footcoach.core.states import (
    MOVABLE,
    SOFT,
    TRANSITIONS,
    Command,
    Happening,
    State,
    Status,
)
from footcoach.core.timing import (
    ADJUST,
    COUNTED,
    HALFWAY_FROM,
    LEAST_LEFT,
    LONGEST_PAUSE,
    MOSTLY,
    RESUME_COUNTDOWN,
    STRAY_KEYS,
)


class Session:
    """One run of a plan. `handle` takes commands, `advance` lets time pass; both tell events."""

    def __init__(self, plan: Plan, now: float, progress: Progress | None = None) -> None:
        """Begin at once, with the first get-ready, or go on from `progress` as after a pause.

        Only what `plan` made will do; `resume_plan` has found that the progress fits it.
        """
        if not isinstance(plan, Plan):
            raise TypeError("a Session takes only a Plan, and only plan() makes one")
        self.plan = plan
        self.state = State.RUNNING
        self.status: Status | None = None
        """How it ended; None until then."""
        self.danger = False
        """Danger signs were reported."""
        self.lighter = False
        self.done_seconds = 0.0
        """Massage and care done, without get-readies, changes of feet and pauses."""
        self._lengths = [segment.seconds for segment in plan.segments]
        self._away = False
        self._ran = self._paused = 0.0
        self._events: list[Event] = []
        if progress is None:
            self._go_to(0, now)
        else:
            self._go_on(progress, now)

    @property
    def status_so_far(self) -> Status:
        """How it ended; until then, how it ends if nothing more comes of it."""
        hurt = self.state is State.ASKING_HURT
        return self.status or (Status.STOPPED_HURT if hurt else Status.INTERRUPTED)

    def progress(self, now: float) -> Progress:
        """Return where it stands at `now`, which is not before the last call."""
        # Seconds added up in parts can come out a hair longer than the whole.
        spent = min(self._elapsed(now), self._lengths[self._index])
        ran = spent - self._spent
        return Progress(
            index=self._index,
            spent=spent,
            lengths=tuple(self._lengths),
            done=self.done_seconds + (ran if self.segment.kind is Kind.STEP else 0.0),
            ran=max(self._ran + ran, spent),
            paused=self._paused,
            lighter=self.lighter,
        )

    @property
    def segment(self) -> Segment:
        """The segment under way, or the last one."""
        return self.plan.segments[self._index]

    def deadline(self) -> float | None:
        """Return the moment at which something next happens by itself; None when it has ended."""
        match self.state:
            case State.RUNNING:
                return self._since + self._next_mark() - self._spent
            case State.RESUMING:
                return self._since + self._resume_countdown
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
        """Let time pass until `now`, then do what the command says, if it means anything here."""
        earlier = self.advance(now)
        if not self._is_stray(command, now):
            if command in TRANSITIONS[self.state]:
                self._change(command, now)
            elif self.state in MOVABLE:
                self._move(command, now)
        return earlier + self.advance(now)

    def snapshot(self, now: float) -> Snapshot:
        """Return what there is to see at `now`, which is not before the last call."""
        elapsed = self._elapsed(now)
        resume_left = self._since + self._resume_countdown - now
        return Snapshot(
            state=self.state,
            segment=self.segment,
            after=self._step_after(),
            elapsed=elapsed,
            length=self._lengths[self._index],
            total_left=sum(self._lengths[self._index :]) - elapsed,
            total=sum(self._lengths),
            resume_left=resume_left if self.state is State.RESUMING else 0.0,
            avoided=self.plan.avoided_in(self.segment.step),
            ceiling=self.plan.ceiling,
            lighter=self.lighter,
            away=self._away,
        )

    def interrupt(self, now: float) -> tuple[Event, ...]:
        """End it where it is, because the program has to leave."""
        events = self.advance(now)
        if self.state is not State.ENDED:
            self._end(self.status_so_far, now)
        return events + self.advance(now)

    def _go_on(self, progress: Progress, now: float) -> None:
        self.state, self._since = State.RESUMING, now
        self._index, self._lengths = progress.index, list(progress.lengths)
        self._spent = self._told = progress.spent
        self._half_told = progress.spent >= self._lengths[progress.index] / 2
        self._ran, self._paused = progress.ran, progress.paused
        self.lighter, self.done_seconds = progress.lighter, progress.done
        self._events.append(self._event(Happening.RESUMING, now))

    def _event(self, happening: Happening, at: float, count: int = 0) -> Event:
        return Event(happening, at, self.segment, count)

    @property
    def _resume_countdown(self) -> float:
        """Seconds to get ready after a pause; none before a get-ready that has yet to begin."""
        return RESUME_COUNTDOWN if self._spent or self.segment.kind is Kind.STEP else 0.0

    def _elapsed(self, now: float) -> float:
        return self._spent + (now - self._since if self.state is State.RUNNING else 0.0)

    def _next_mark(self) -> float:
        """Return the seconds into the segment at which something is next told, or it ends."""
        length = self._lengths[self._index]
        if self.segment.kind is not Kind.STEP:
            return length
        marks = [length - left for left in range(1, COUNTED + 1)]
        if length >= HALFWAY_FROM and not self._half_told:
            marks.append(length / 2)
        return min((mark for mark in marks if mark > self._told), default=length)

    def _pass(self, at: float) -> None:
        """Do what is due at the deadline."""
        if self.state is State.RESUMING:
            self.state, self._since = State.RUNNING, at
            self._events.append(self._event(Happening.RESUMED, at))
        elif self.state is not State.RUNNING:
            self._end(self.status_so_far, at)
        else:
            self._tell(self._next_mark(), at)

    def _tell(self, mark: float, at: float) -> None:
        """Tell the half, a counted second, or the end of the segment."""
        length = self._lengths[self._index]
        if mark == length:
            self._events.append(self._event(Happening.SEGMENT_ENDED, at))
            self._fold(at)
            self._go_to(self._index + 1, at)
        elif mark == length / 2 and not self._half_told and length >= HALFWAY_FROM:
            self._told, self._half_told = mark, True
            self._events.append(self._event(Happening.HALF_PASSED, at))
        else:
            self._told = mark
            count = round(length - mark)
            self._events.append(self._event(Happening.SECOND_COUNTED, at, count))

    def _fold(self, now: float) -> None:
        """Put the time that has run into `_spent`, and count it as done if it was a step."""
        ran = self._elapsed(now) - self._spent
        if self.state not in {State.RUNNING, State.RESUMING}:
            self._paused += now - self._since
        self._spent += ran
        self._ran += ran
        self._since = now
        if self.segment.kind is Kind.STEP:
            self.done_seconds += ran

    def _go_to(self, index: int, now: float) -> None:
        """Begin the segment at `index`; past the last one, the session is complete."""
        if index == len(self.plan.segments):
            planned = sum(s.seconds for s in self.plan.segments if s.kind is Kind.STEP)
            done = self.done_seconds >= MOSTLY * planned
            self._end(Status.COMPLETED if done else Status.STOPPED_EARLY, now)
            return
        self._index = index
        self._spent, self._since, self._told, self._half_told = 0.0, now, 0.0, False
        self._events.append(self._event(Happening.SEGMENT_STARTED, now))

    def _end(self, status: Status, now: float) -> None:
        self._fold(now)
        self.state, self.status = State.ENDED, status
        self._events.append(self._event(Happening.ENDED, now))

    def _is_stray(self, command: Command, now: float) -> bool:
        """Tell whether the command comes from a key that slipped as the segment changed."""
        running = self.state is State.RUNNING
        return command in SOFT and running and self._elapsed(now) < STRAY_KEYS

    def _change(self, command: Command, now: float) -> None:
        """Change the state as the table says."""
        state, happening = TRANSITIONS[self.state][command]
        if state is State.ENDED:
            self.danger = command is Command.DANGER
            asked_to_stop = self.state is State.ASKING_STOP
            self._end(Status.STOPPED_EARLY if asked_to_stop else Status.STOPPED_HURT, now)
            return
        self.lighter = self.lighter or command is Command.TOO_HARD
        self._away = command is Command.AWAY
        self._fold(now)
        self.state = state
        self._events.append(self._event(happening, now))

    def _move(self, command: Command, now: float) -> None:
        """Go to another segment, or change the length of this one."""
        match command:
            case Command.NEXT:
                self._fold(now)
                self._go_to(self._index + 1, now)
            case Command.BACK:
                self._go_back(now)
            case Command.MORE | Command.LESS:
                self._adjust(ADJUST if command is Command.MORE else -ADJUST, now)

    def _go_back(self, now: float) -> None:
        """Go to where a step begins, unless doing it again would take it over the hour."""
        start = self._start_to_go_back_to(now)
        again = sum(self._lengths[start : self._index]) + self._elapsed(now)
        if again <= self._room(now):
            self._fold(now)
            self._go_to(start, now)

    def _room(self, now: float) -> float:
        """Return how many seconds could be added to the session within the hour."""
        ran = self._ran + self._elapsed(now) - self._spent
        left = sum(self._lengths[self._index :]) - self._elapsed(now)
        return round(MAX_SECONDS - ran - left, 6)

    def _start_to_go_back_to(self, now: float) -> int:
        """Return where this step begins or, when it has hardly begun, the step before it."""
        segments = self.plan.segments[: self._index + 1]
        starts = [i for i, segment in enumerate(segments) if segment.kind is Kind.GET_READY]
        begun = self._elapsed(now) >= RESUME_COUNTDOWN or self.segment.kind is Kind.CHANGE_FEET
        under_way = begun and self.segment.kind is not Kind.GET_READY
        return starts[-1] if under_way or len(starts) == 1 else starts[-2]

    def _adjust(self, seconds: float, now: float) -> None:
        """Change the segment's length: within the hour, and never a longer press-and-hold."""
        length = self._lengths[self._index]
        held = self.segment.step.technique is Technique.PRESS_AND_HOLD
        if seconds > 0:
            held = held and self.segment.kind is Kind.STEP
            change = 0.0 if held else max(0.0, min(seconds, self._room(now)))
        else:
            change = min(0.0, max(seconds, self._elapsed(now) + LEAST_LEFT - length))
        if change:
            self._lengths[self._index] += change
            self._told = self._elapsed(now)
            self._events.append(self._event(Happening.LENGTH_CHANGED, now))

    def _step_after(self) -> Segment | None:
        """Return the step after the present one, which in a get-ready is the coming one."""
        here = self.segment
        rest = (segment for segment in self.plan.segments[self._index :] if segment is not here)
        steps = (segment for segment in rest if segment.kind is Kind.STEP)
        if here.kind is Kind.CHANGE_FEET:
            return next(steps)
        this = (here.step.part, here.foot, here.number)
        return next((s for s in steps if (s.step.part, s.foot, s.number) != this), None)
