"""Asking on the full screen: which keys count, and when."""

import io

import pytest

from doubles import FakeClock, ScriptedKeys
from footcoach.core.interview import AtOutcome, AtReady, Interview, Move, Reply
from footcoach.core.question import Level, Said
from footcoach.core.record import Rating
from footcoach.core.states import Command, Foot, State
from footcoach.storage.library import load_routine
from footcoach.ui.keys import DeliberateKeys, SessionKeys
from footcoach.ui.screen import Size
from samples import NOW, a_plan, assessed, at_question, screened
from ui.canvas import USUAL
from ui.desk import asker

FIRST = Interview(after_exercise=False, started_at=NOW)
SECOND = FIRST.reply(Said.NONE)
GENERAL = a_plan(load_routine("general"))


def ask(*script: tuple[float, str], size: Size = USUAL) -> Reply:
    return asker(*script, size=size).ask(FIRST)


@pytest.mark.parametrize("key", ["enter", "space", "escape", "c-i", "y", "x", "down", "1"])
def test_no_other_key_answers_a_question(key: str) -> None:
    assert ask((1.0, key), (2.0, "n")) is Said.NONE


def test_letters_tick_and_enter_goes_on_with_what_is_ticked() -> None:
    assert ask((1.0, "a"), (2.0, "c"), (3.0, "enter")) == ("chest_pain", "fainting")
    assert ask((1.0, "b"), (2.0, "a"), (3.0, "b"), (4.0, "space")) == ("chest_pain",)
    assert ask((1.0, "a"), (2.0, "n"), (3.0, "u"), (4.0, "a"), (5.0, "n")) is Said.NONE


def test_a_key_that_does_nothing_on_a_question_is_answered_with_the_keys_that_do() -> None:
    for presses, hint in (
        (["enter"], "Press the letter of each line that is true, n for none of these, or u for"),
        (["a", "n"], "Press Enter to go on with what you ticked, or untick it."),
    ):
        shown = io.StringIO()
        script = [*((1.0 + n, key) for n, key in enumerate(presses)), (5.0, "b")]
        with pytest.raises(EOFError):
            asker(*script, shown=shown).ask(FIRST)
        assert hint in shown.getvalue()


def test_help_keeps_what_was_ticked() -> None:
    person = asker((1.0, "a"), (2.0, "?"), (3.0, "enter"), (5.0, "n"))
    assert person.ask(FIRST) is Move.HELP
    assert person.ask(FIRST.reply(Move.HELP)) == ("chest_pain",)
    assert person.ask(SECOND) is Said.NONE


def test_an_earlier_answer_is_shown_when_its_question_is_asked_again() -> None:
    later = at_question("calm").reply(("joint", "neuroma"))
    person = asker((1.0, "left"), (2.0, "a"), (3.0, "enter"))
    assert person.ask(later) is Move.BACK
    assert person.ask(later.back()) == ("neuroma",)
    changing = asker((1.0, "enter"))
    changing.choose = lambda *_: "calm"  # type: ignore[method-assign]
    assert changing.choose_answer(later.answers) == "calm"
    assert changing.ask(later.reopen("calm")) == ("joint", "neuroma")


def test_the_welcome_is_left_by_enter_alone() -> None:
    asker((1.0, "n"), (2.0, "enter")).show_welcome(FIRST)
    with pytest.raises(EOFError):
        asker((1.0, "n"), (2.0, "a")).show_welcome(FIRST)


def test_a_key_held_where_keys_repeat_slowly_is_named_and_another_one_asked_for() -> None:
    shown = io.StringIO()
    person = asker(*((1.0 + n / 2, "n") for n in range(12)), shown=shown)
    with pytest.raises(EOFError):
        for _ in range(8):
            person.ask(FIRST)
    assert "held down. Press another one first" in shown.getvalue()


SMALL = Size(40, 10)


def test_a_long_page_must_be_read_to_its_end_before_enter_leads_on() -> None:
    presses = [(1.0 + n, "enter") for n in range(20)]
    person = asker(*presses, size=SMALL)
    keys = person._keys
    ids = ("one_leg.swelling", "hot.pus", "unwell.fever", "thin")
    long = assessed(*ids)
    assert person.show_outcome(long, "") is AtOutcome.GO_ON
    assert isinstance(keys, ScriptedKeys)
    assert len(keys._script) < 18, "one Enter alone must not have passed the page"


def test_a_question_is_read_on_with_enter_which_never_answers_it() -> None:
    interview = FIRST.reply(Said.NOT_SURE)
    reading = [(2.0 + n, "enter") for n in range(9)]
    assert asker((1.0, "n"), *reading, (20.0, "u"), size=SMALL).ask(interview) is Said.NOT_SURE


def test_what_a_key_changes_on_the_ready_page_is_on_the_screen_in_a_small_window() -> None:
    shown = io.StringIO()
    person = asker((1.0, "m"), (2.0, "4"), (3.0, "m"), size=SMALL, shown=shown)
    notes = ["A long note on what the answers of today change. " * 4]
    person.show_ready(GENERAL, [*notes, "Spoken aloud."], Rating())
    before = len(shown.getvalue())
    person.show_ready(GENERAL, [*notes, "Sound is off."], Rating())
    after = shown.getvalue()[before:]
    assert "Sound is off." in after
    assert after.count("A long note") == 0, "a digit must not scroll back to the top"


@pytest.mark.parametrize("size", [Size(1, 1), Size(12, 10), Size(39, 24), Size(80, 9)])
def test_in_a_window_too_small_no_key_counts(size: Size) -> None:
    with pytest.raises(EOFError):
        ask((1.0, "n"), (2.0, "a"), (3.0, "enter"), (4.0, "n"), size=size)
    with pytest.raises(EOFError):
        asker((1.0, "enter"), (2.0, "enter"), size=size).show_outcome(screened(), "")


def test_in_a_window_too_small_enter_leaves_what_only_says_what_to_do() -> None:
    size = Size(30, 9)
    emergency = screened(Level.EMERGENCY)
    assert asker((1.0, "enter"), size=size).show_outcome(emergency, "") is AtOutcome.GO_ON
    with pytest.raises(EOFError):
        asker((1.0, "left"), (2.0, "k"), size=size).show_outcome(emergency, "")
    asker((1.0, "enter"), size=size).show_advice("Call now", ["Call your emergency number now."])


def test_a_list_waits_for_a_window_in_which_it_has_room() -> None:
    shown = io.StringIO()
    with pytest.raises(EOFError):
        asker((1.0, "enter"), size=Size(6, 24), shown=shown).choose("Which?", {"a": "a"})
    assert "small" in shown.getvalue()


def test_after_an_absence_the_question_is_drawn_anew_and_old_keys_do_not_count() -> None:
    class Stopped(ScriptedKeys):
        stopped = False

        def wait(self, seconds: float) -> list[str]:
            if self.stopped:
                return super().wait(seconds)
            self.stopped = True
            self._clock.move(60.0)
            return ["n"]

    shown = io.StringIO()
    assert asker((62.0, "u"), shown=shown, keyboard=Stopped).ask(FIRST) is Said.NOT_SURE
    assert shown.getvalue().count("chest pain") == 2


def test_digits_rate_the_feet_however_fast_they_come_and_begin_nothing() -> None:
    keys = [(1.0, "1"), (1.05, "0"), (1.1, "tab"), (1.2, "4"), (3.0, "enter")]
    move, before = asker(*keys).show_ready(GENERAL, (), Rating())
    assert (move, before.left, before.right) == (AtReady.BEGIN, 10, 4)


def test_after_the_massage_the_feet_can_be_rated_and_the_page_leaves_by_itself() -> None:
    keys = ((1.0, "3"), (3.0, "enter"), (4.0, "enter"))
    assert asker(*keys).rate_after(("Well done.", "Wipe."), Foot.BOTH) == Rating(left=3)

    class Idle(ScriptedKeys):
        def wait(self, seconds: float) -> list[str]:
            self._clock.move(seconds)
            return []

    person = asker(keyboard=Idle)
    assert person.rate_after(("Well done.", "Wipe."), Foot.BOTH) == Rating()
    assert person._now() == pytest.approx(5 * 60.0)


@pytest.mark.parametrize("size", [USUAL, Size(40, 10)], ids=["all of it seen", "more below"])
def test_enter_after_a_rating_leads_to_the_other_foot(size: Size) -> None:
    keys = [*"3", "enter", *"2", *["enter"] * 8]
    shown = io.StringIO()
    person = asker(*((1.0 + n, key) for n, key in enumerate(keys)), size=size, shown=shown)
    move, before = person.show_ready(GENERAL, (), Rating())
    assert (move, before) == (AtReady.BEGIN, Rating(left=3, right=2))
    assert "the right foot" in shown.getvalue()


def controls(*script: tuple[float, str]) -> SessionKeys:
    clock = FakeClock()
    keys = ScriptedKeys(clock, *script)
    return SessionKeys(keys, DeliberateKeys(keys, clock.now))


RUNNING, STOP, HURT = State.RUNNING, State.ASKING_STOP, State.ASKING_HURT


@pytest.mark.parametrize(
    ("state", "keys", "command"),
    [
        (RUNNING, ["space"], Command.PAUSE),
        (RUNNING, ["right"], Command.NEXT),
        (RUNNING, ["left"], Command.BACK),
        (RUNNING, ["+"], Command.MORE),
        (RUNNING, ["="], Command.MORE),
        (RUNNING, ["-"], Command.LESS),
        (RUNNING, ["x"], Command.HURTS),
        (RUNNING, ["q"], Command.STOP),
        (RUNNING, ["a"], Command.STRAY),
        (RUNNING, ["enter"], Command.STRAY),
        (STOP, ["y"], Command.YES),
        (STOP, ["n"], Command.NO),
        (STOP, ["x"], Command.HURTS),
        (HURT, ["h"], Command.TOO_HARD),
        (HURT, ["b"], Command.DANGER),
        (HURT, ["n"], Command.NO),
        # What was typed together with X or Q answers nothing.
        (RUNNING, ["q", "q"], Command.STOP),
        (RUNNING, ["x", "b"], Command.HURTS),
        # Nobody pressed that: a report of the terminal.
        (RUNNING, ["nothing"], None),
        # After the process was stopped, only the absence counts.
        (RUNNING, ["went on", "right", "x"], Command.AWAY),
        (STOP, ["went on", "y"], None),
    ],
)
def test_each_key_in_a_session_means_one_thing(
    state: State, keys: list[str], command: Command | None
) -> None:
    person = controls(*((1.0, key) for key in keys))
    assert list(person.wait(2, state)) == [command] * (command is not None)


def test_a_question_in_a_session_takes_only_a_deliberate_key() -> None:
    person = controls((0.1, "x"), (0.2, "h"), (1.0, "z"), (2.0, "s"))
    assert list(person.wait(1, State.RUNNING)) == [Command.HURTS]
    assert list(person.wait(0.5, State.ASKING_HURT)) == []
    assert list(person.wait(1, State.ASKING_HURT)) == [Command.STRAY]
    assert list(person.wait(2, State.ASKING_HURT)) == [Command.SHARP]
