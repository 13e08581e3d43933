"""The session as a state machine on time: every moment, every key, every order of both."""

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import thorough
from footcoach.core.engine import Event, Session
from footcoach.core.plan import Plan
from footcoach.core.schedule import Kind, Segment
from footcoach.core.states import Command, Foot, Happening, State, Status
from samples import FINISH, HOLD, KNEAD, PREPARE, a_plan, a_routine, a_step

START = 100.0

PLAN = a_plan()


def begins(plan: Plan) -> list[float]:
    """Return the moments at which the segments of a plan begin, and then that of its end."""
    return list(accumulate((segment.seconds for segment in plan.segments), initial=START))


_, LOTION, LEFT, _, SOLE, _, ARCH, CHANGE, RIGHT_READY, RIGHT_SOLE, _, _, _, WIPE, END = begins(
    PLAN
)

H = Happening


def run(plan: Plan = PLAN, *, until: float) -> Session:
    """Return a session that has run until a moment, its events fetched."""
    session = Session(plan, START)
    session.advance(until)
    return session


def heard(events: Sequence[Event]) -> list[tuple[Happening, float]]:
    return [(event.happening, event.at) for event in events]


def whole(plan: Plan = PLAN) -> tuple[Event, ...]:
    return Session(plan, START).advance(START + 10_000)


def index_of(segment: Segment, plan: Plan) -> int:
    return next(i for i, each in enumerate(plan.segments) if each is segment)


# --- time ----------------------------------------------------------------------------------------


def test_a_session_takes_nothing_but_a_plan() -> None:
    for other in (None, PLAN.routine, "plan"):
        with pytest.raises(TypeError, match="only a Plan"):
            Session(other, 0.0)  # type: ignore[arg-type]


def test_a_short_step_counts_as_many_seconds_as_it_has() -> None:
    for seconds, counts in ((1, []), (2.5, [2, 1]), (5, [4, 3, 2, 1]), (29, [5, 4, 3, 2, 1])):
        events = whole(a_plan(a_routine(a_step(seconds=seconds)), feet=Foot.LEFT))
        assert [e.count for e in events if e.happening is H.SECOND_COUNTED] == counts


# --- every state and every command ---------------------------------------------------------------


def to_running() -> Session:
    return run(until=SOLE + 10)


def to_state(*commands: Command) -> Session:
    session = to_running()
    for command in commands:
        session.handle(command, SOLE + 10)
    return session


REACH: dict[State, Callable[[], Session]] = {
    State.RUNNING: to_running,
    State.RESUMING: lambda: to_state(Command.PAUSE, Command.PAUSE),
    State.PAUSED: lambda: to_state(Command.PAUSE),
    State.ASKING_STOP: lambda: to_state(Command.STOP),
    State.ASKING_HURT: lambda: to_state(Command.HURTS),
    State.ENDED: lambda: to_state(Command.STOP, Command.YES),
}

Effect = tuple[State, *tuple[Happening, ...]]

PAUSES = (State.PAUSED, H.PAUSED)
AWAY = (State.PAUSED, H.AWAY_NOTICED)
RESUMES = (State.RESUMING, H.RESUMING)
ASKS_STOP = (State.ASKING_STOP, H.STOP_ASKED)
ASKS_HURT = (State.ASKING_HURT, H.HURT_ASKED)
LIGHTER = (State.RESUMING, H.MADE_LIGHTER)
ENDS = (State.ENDED, H.ENDED)

PAUSABLE = {
    Command.PAUSE: PAUSES,
    Command.STRAY: PAUSES,
    Command.AWAY: AWAY,
    Command.STOP: ASKS_STOP,
    Command.HURTS: ASKS_HURT,
}


def changes(state: State) -> dict[Command, Effect]:
    return dict.fromkeys((Command.MORE, Command.LESS), (state, H.LENGTH_CHANGED))


def moves(state: State) -> dict[Command, Effect]:
    return dict.fromkeys((Command.NEXT, Command.BACK), (state, H.SEGMENT_STARTED))


EFFECTS: dict[State, dict[Command, Effect]] = {
    State.RUNNING: {**PAUSABLE, **moves(State.RUNNING), **changes(State.RUNNING)},
    State.RESUMING: {**PAUSABLE, **moves(State.RUNNING), **changes(State.RESUMING)},
    State.PAUSED: {
        Command.PAUSE: RESUMES,
        Command.STRAY: RESUMES,
        Command.STOP: ASKS_STOP,
        Command.HURTS: ASKS_HURT,
        **moves(State.PAUSED),
        **changes(State.PAUSED),
    },
    State.ASKING_STOP: {
        Command.NO: RESUMES,
        Command.YES: ENDS,
        Command.STOP: ENDS,
        Command.HURTS: ASKS_HURT,
    },
    State.ASKING_HURT: {
        Command.NO: PAUSES,
        Command.CRAMP: (State.PAUSED, H.CRAMPED),
        Command.TOO_HARD: LIGHTER,
        Command.SHARP: ENDS,
        Command.STOP: ENDS,
        Command.DANGER: ENDS,
    },
    State.ENDED: {},
}
"""The table of the design, once more: what is not listed does nothing."""

ENDED_AS = {
    (State.ASKING_HURT, Command.SHARP): Status.STOPPED_HURT,
    (State.ASKING_HURT, Command.DANGER): Status.STOPPED_DANGER,
}
"""Every other way of stopping is stopping early."""


@pytest.mark.parametrize("command", Command)
@pytest.mark.parametrize("state", State)
def test_a_command_does_in_each_state_what_the_table_says(state: State, command: Command) -> None:
    session = REACH[state]()
    assert session.state is state
    events = session.handle(command, SOLE + 10)
    after, *happenings = EFFECTS[state].get(command, (state,))
    assert (session.state, [event.happening for event in events]) == (after, happenings)
    early = Status.STOPPED_EARLY if after is State.ENDED else None
    assert session.status is ENDED_AS.get((state, command), early)


# --- pauses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (Command.PAUSE, Status.INTERRUPTED),
        (Command.STRAY, Status.INTERRUPTED),
        (Command.AWAY, Status.INTERRUPTED),
        (Command.STOP, Status.STOPPED_EARLY),
        (Command.HURTS, Status.STOPPED_EARLY),
    ],
)
def test_leaving_a_pause_or_a_question_or_waiting_for_half_an_hour_has_its_status(
    command: Command, status: Status
) -> None:
    at = SOLE + 10
    left, waited = run(until=at), run(until=at)
    assert (left.resumable, left.status_so_far) == (True, Status.INTERRUPTED)
    for session in (left, waited):
        session.handle(command, at)
        assert session.status_so_far is status
        assert session.resumable is (status is Status.INTERRUPTED)
        assert session.snapshot(at).away is (command is Command.AWAY)
    left.interrupt(at + 1)
    assert waited.advance(at + 1799.9) == ()
    assert heard(waited.advance(at + 5000)) == [(H.ENDED, at + 1800)]
    assert left.status is waited.status is status
    assert left.resumable is waited.resumable is (status is Status.INTERRUPTED)


def test_words_are_not_said_again_where_that_would_take_the_session_over_the_hour() -> None:
    session = run(a_plan(minutes=60), until=START + 4)
    session.handle(Command.PAUSE, START + 4)
    session.handle(Command.PAUSE, START + 5)
    assert heard(session.advance(START + 9)) == [(H.RESUMED, START + 8)]
    assert session.snapshot(START + 9).elapsed == 5


# --- stray keys ----------------------------------------------------------------------------------

SOFT = (Command.STRAY, Command.NEXT, Command.BACK, Command.MORE, Command.LESS)


def test_in_the_first_second_of_a_segment_stray_keys_do_nothing() -> None:
    for command, begin, into in product(SOFT, (START, LOTION, SOLE, CHANGE), (0.0, 0.999)):
        session = run(until=begin)
        assert session.handle(command, begin + into) == ()
        assert session.state is State.RUNNING
    for command in (Command.PAUSE, Command.HURTS, Command.STOP, Command.AWAY):
        session = run(until=SOLE)
        session.handle(command, SOLE)
        assert session.state is EFFECTS[State.RUNNING][command][0]


def test_a_key_pressed_as_a_step_ends_does_not_act_on_the_next() -> None:
    session, end = run(until=SOLE + 29), SOLE + 30
    events = session.handle(Command.NEXT, end + 0.2)
    assert heard(events)[-1] == (H.SEGMENT_STARTED, end)
    assert session.segment is PLAN.segments[5]


# --- next and back -------------------------------------------------------------------------------


def test_back_leads_to_the_start_of_a_step_or_early_in_it_to_the_one_before() -> None:
    early, late = 2.9, 3.0
    ways = {START + 1: 0, LOTION + 15: 0, LEFT + 2: 0, SOLE - 2: 0, SOLE + early: 0}
    ways |= {SOLE + late: 3, ARCH + early: 3, CHANGE + 2: 5, RIGHT_SOLE - 2: 5}
    ways |= {RIGHT_SOLE + 1: 5, RIGHT_SOLE + late: 8, WIPE - 2: 10}
    for until, to in ways.items():
        session = run(until=until)
        session.handle(Command.BACK, until)
        assert index_of(session.segment, PLAN) == to, until
        assert session.segment.kind is Kind.GET_READY


def test_back_while_the_first_foot_is_taken_up_begins_again() -> None:
    session = run(a_plan(a_routine(a_step())), until=START + 4)
    session.handle(Command.BACK, START + 4)
    shot = session.snapshot(START + 4)
    assert (shot.segment.kind, shot.elapsed) == (Kind.TAKE_UP, 0)


# --- more and less -------------------------------------------------------------------------------


def test_more_and_less_change_this_step_alone_by_fifteen_seconds() -> None:
    for command, by in ((Command.MORE, 15), (Command.LESS, -15)):
        session, at = run(until=SOLE + 2), SOLE + 2
        assert heard(session.handle(command, at)) == [(H.LENGTH_CHANGED, at)]
        assert session.snapshot(at).length == 30 + by
        assert session.advance(START + 10_000)[-1].at == pytest.approx(END + by)


def test_less_leaves_six_seconds_so_that_the_last_five_are_counted() -> None:
    session = run(until=SOLE + 20)
    session.handle(Command.LESS, SOLE + 20)
    assert session.snapshot(SOLE + 20).left == pytest.approx(6)
    seen = [event.happening for event in session.advance(SOLE + 26.1)]
    assert seen.count(H.SECOND_COUNTED) == 5
    for into in (24.1, 29.5):
        session = run(until=SOLE + into)
        assert session.handle(Command.LESS, SOLE + into) == ()


def test_press_and_hold_is_never_made_longer() -> None:
    plan = a_plan(a_routine(HOLD))
    at = begins(plan)[2] + 3
    session = run(plan, until=at)
    assert session.handle(Command.MORE, at) == ()
    assert session.snapshot(at).length == 12


def test_no_session_is_made_longer_than_an_hour() -> None:
    session = run(a_plan(minutes=3575 / 60), until=START + 10)
    lengths = []
    for _ in range(5):
        lengths.append(session.snapshot(START + 10).total)
        session.handle(Command.MORE, START + 10)
    assert lengths == pytest.approx([3575, 3590, 3600, 3600, 3600])


# --- stopping ------------------------------------------------------------------------------------


def test_too_hard_stays_for_the_rest_and_is_no_hurt_stop() -> None:
    session = run(until=SOLE + 10)
    session.handle(Command.HURTS, SOLE + 10)
    session.handle(Command.TOO_HARD, SOLE + 10)
    session.handle(Command.PAUSE, SOLE + 20)
    session.handle(Command.PAUSE, SOLE + 30)
    session.advance(START + 10_000)
    assert (session.lighter, session.status) == (True, Status.COMPLETED)


def test_lighter_is_one_less_but_not_nothing() -> None:
    for pressure, lighter in ((0, 0), (1, 1), (2, 1), (4, 3)):
        session, at = run(a_plan(a_routine(a_step(pressure=pressure))), until=START), START + 2
        assert session.snapshot(at).pressure == pressure
        session.handle(Command.HURTS, at)
        session.handle(Command.TOO_HARD, at)
        assert session.snapshot(at).pressure == lighter


# --- leaving -------------------------------------------------------------------------------------


def test_an_interruption_tells_first_what_was_due_before_it() -> None:
    session, end = run(until=SOLE + 12), SOLE + 25.5
    assert heard(session.interrupt(end)) == [(H.SECOND_COUNTED, SOLE + 25), (H.ENDED, end)]


def test_in_the_last_step_any_key_says_that_the_socks_are_on() -> None:
    session = run(until=WIPE + 5)
    assert heard(session.handle(Command.STRAY, WIPE + 5)) == [(H.ENDED, WIPE + 5)]
    assert session.status is Status.COMPLETED
    # The last step on a foot is not the end, even if it is only care.
    for last in (a_step(), a_step(technique="care")):
        plan = a_plan(a_routine(a_step(title="First"), last))
        massage, at = run(plan, until=begins(plan)[-2] + 5), begins(plan)[-2] + 5
        massage.handle(Command.STRAY, at)
        assert massage.state is State.PAUSED


# --- snapshots -----------------------------------------------------------------------------------


def test_a_snapshot_shows_the_moment() -> None:
    shot = run(until=SOLE + 12).snapshot(SOLE + 13)
    assert (shot.state, shot.segment) == (State.RUNNING, PLAN.segments[4])
    assert (shot.elapsed, shot.length, shot.left) == pytest.approx((13, 30, 17))
    assert (shot.total, shot.total_left) == pytest.approx((END - START, END - SOLE - 13))
    assert (shot.resume_left, shot.lighter, shot.away) == (0, False, False)


def test_an_event_keeps_the_snapshot_of_its_moment() -> None:
    started = [event for event in whole() if event.happening is H.SEGMENT_STARTED]
    assert [event.segment for event in started] == list(PLAN.segments)
    for event in started:
        assert event.snapshot == run(until=event.at).snapshot(event.at)


def test_a_snapshot_names_the_step_after_the_one_that_runs_or_is_to_come() -> None:
    for until, index in ((START + 1, 4), (LEFT + 1, 4), (SOLE + 9, 6), (CHANGE + 9, 9)):
        assert run(until=until).snapshot(until).after is PLAN.segments[index]
    assert run(until=WIPE + 9).snapshot(WIPE + 9).after is None
    # The same step again, on the other foot or on this one.
    for steps, index in ((1, 5), (2, 4)):
        plan = a_plan(a_routine(*[a_step()] * steps))
        at = begins(plan)[2] + 1
        assert run(plan, until=at).snapshot(at).after is plan.segments[index]


def test_a_snapshot_counts_the_resume_countdown_down() -> None:
    session = run(until=SOLE + 9)
    session.handle(Command.PAUSE, SOLE + 9)
    assert session.snapshot(SOLE + 15).resume_left == 0
    session.handle(Command.PAUSE, SOLE + 20)
    assert session.snapshot(SOLE + 21).resume_left == pytest.approx(2)


# --- any keys at any time ------------------------------------------------------------------------

gaps = st.one_of(
    st.integers(0, 40).map(lambda eighths: eighths / 8),
    st.integers(0, 1000).map(lambda eighths: eighths / 8),
    st.sampled_from([0.0, 1799.875, 1800.0, 4000.0]),
)
EXAMPLES = thorough(60, 1_000)

keys = st.lists(st.tuples(gaps, st.sampled_from(Command)), max_size=40)
never_still = [each for each in Command if each not in {Command.YES, Command.SHARP, Command.DANGER}]
enduring = st.lists(st.tuples(gaps, st.sampled_from(never_still)), max_size=40)
inexact = st.lists(st.tuples(st.floats(0, 120), st.sampled_from(Command)), max_size=40)

MIXED = a_plan(a_routine(PREPARE, a_step(), HOLD, KNEAD, FINISH))


class Played:
    """A session under given keys, with all that happened and which key brought it about.

    At every key and tick it is noted where the session stands, which must change nothing.
    """

    def __init__(self, pressed: list[tuple[float, Command]], *, ticks: Sequence[float] = ()):
        self.session = Session(MIXED, START)
        self.seen: list[tuple[Event, Command | None]] = []
        self.now = START
        self._play(START)
        for gap, command in pressed:
            begin = self.now
            for share in (*ticks, 1):
                self._play(begin + gap * share)
            self._play(self.now, command)

    def _play(self, now: float, command: Command | None = None) -> None:
        session, self.now = self.session, now
        events = session.handle(command, now) if command else session.advance(now)
        self.seen += [(event, command) for event in events]
        session.progress(now)

    @property
    def events(self) -> list[Event]:
        return [event for event, _ in self.seen]

    def finish(self) -> None:
        """Let the rest run, resuming where it was paused."""
        for command in (Command.NO, Command.NO, Command.PAUSE):
            if self.session.state in {State.PAUSED, State.ASKING_STOP, State.ASKING_HURT}:
                self._play(self.now, command)
        self._play(self.now + 20_000)


@given(enduring)
@settings(max_examples=EXAMPLES)
def test_no_segment_is_lost_or_repeated_but_by_next_and_back(
    pressed: list[tuple[float, Command]],
) -> None:
    played = Played(pressed)
    played.finish()
    at = 0
    assert played.events[0].segment is MIXED.segments[0]
    for (before, _), (event, by) in pairwise(played.seen):
        if before.happening is H.SEGMENT_ENDED:
            assert event.happening in {H.SEGMENT_STARTED, H.ENDED}
            assert event.at == before.at
        if event.happening is not H.SEGMENT_STARTED:
            assert event.segment is before.segment
            continue
        index = index_of(event.segment, MIXED)
        if by is Command.BACK:
            assert index <= at
        elif before.snapshot.state is State.RESUMING and index == at:
            assert event.segment.kind is not Kind.STEP, "only words are begun again"
            assert before.happening is not H.SEGMENT_STARTED, "and only once"
        else:
            assert index == at + 1
        at = index
    if played.session.status is Status.COMPLETED:
        assert at == len(MIXED.segments) - 1


@given(keys)
@settings(max_examples=EXAMPLES)
def test_whatever_is_pressed_time_runs_forward_and_the_end_comes_once(
    pressed: list[tuple[float, Command]],
) -> None:
    played = Played(pressed)
    session, shot = played.session, played.session.snapshot(played.now)
    times = [event.at for event in played.events]
    assert times == sorted(times)
    assert times[-1] <= played.now
    assert (session.status is not None) == (session.deadline() is None) == (shot.state == "ended")
    assert 0 <= shot.elapsed <= shot.length
    assert 0 <= shot.left <= shot.total_left <= shot.total <= 3600
    assert 0 <= shot.resume_left <= 3
    assert 0 <= shot.pressure <= shot.segment.step.pressure
    if shot.segment.kind is Kind.STEP and shot.segment.step == HOLD:
        assert shot.length <= HOLD.seconds
    played.finish()
    happenings = [event.happening for event in played.events]
    assert happenings.index(H.ENDED) == len(happenings) - 1
    status = session.status
    for command in Command:
        assert session.handle(command, played.now + 30_000) == ()
    assert session.interrupt(played.now + 30_000) == ()
    assert (session.status, session.state, session.deadline()) == (status, State.ENDED, None)


@given(keys | inexact)
@settings(max_examples=EXAMPLES)
def test_what_was_done_is_the_time_in_which_the_session_ran(
    pressed: list[tuple[float, Command]],
) -> None:
    played = Played(pressed)
    played.session.interrupt(played.now)
    end = min([e.at for e in played.events if e.happening is H.ENDED], default=played.now)
    until = [*(event.at for event in played.events[1:]), end]
    done = sum(
        after - event.at
        for event, after in zip(played.events, until, strict=True)
        if event.snapshot.state is State.RUNNING
    )
    assert played.session.progress(played.now).ran == pytest.approx(done, abs=1e-6)


@given(enduring)
@settings(max_examples=EXAMPLES)
def test_pauses_only_delay_and_have_words_said_again(pressed: list[tuple[float, Command]]) -> None:
    still = {Command.NEXT, Command.BACK, Command.MORE, Command.LESS, Command.STOP, Command.STRAY}
    # At most 40 s each, so that keys that do nothing in a pause cannot add up to 30 minutes.
    played = Played([(min(gap, 40), by) for gap, by in pressed if by not in still])
    if played.session.state is not State.ENDED:
        played.finish()
    paused = repeated = 0.0
    for event, after in pairwise(played.events):
        if event.snapshot.state is not State.RUNNING:
            paused += after.at - event.at
            if after.happening is H.SEGMENT_STARTED:
                repeated += event.snapshot.elapsed
    last = played.events[-1]
    assert played.session.status is Status.COMPLETED
    assert last.at == pytest.approx(START + MIXED.seconds + paused + repeated)


@given(inexact, st.lists(st.floats(0, 1), min_size=1, max_size=4))
@settings(max_examples=EXAMPLES)
def test_ticks_between_the_keys_change_nothing_that_happens(
    pressed: list[tuple[float, Command]], shares: list[float]
) -> None:
    assert Played(pressed, ticks=sorted(shares)).seen == Played(pressed).seen


def test_who_skips_to_the_end_has_not_completed_the_routine() -> None:
    session = Session(MIXED, START)
    now = START
    while session.state is not State.ENDED:
        now += 1.5
        session.handle(Command.NEXT, now)
    assert session.status is Status.STOPPED_EARLY


def test_pauses_add_up_to_half_an_hour_at_most() -> None:
    session = Session(MIXED, START)
    now = START
    for _ in range(3):
        now += 2
        session.handle(Command.PAUSE, now)
        now += 14 * 60
        session.handle(Command.PAUSE, now)
        now += 4
    assert session.status is Status.INTERRUPTED


def test_going_back_again_and_again_ends_within_the_hour() -> None:
    session = Session(MIXED, START)
    now = START
    while session.state is not State.ENDED:
        now += 8
        session.handle(Command.BACK, now)
        assert now < START + 3600 + MIXED.seconds
    assert session.progress(now).ran <= 3600
