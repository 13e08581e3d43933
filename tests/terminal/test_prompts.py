"""Asking on the full screen: which keys count, and when."""

import io
import os

import pytest
from rich.console import Console

from doubles import FakeClock, ScriptedKeys
from footcoach.core.interview import AtOutcome, AtReady, Interview, Move, Reply
from footcoach.core.plan import plan
from footcoach.core.question import Answer, Level
from footcoach.core.transition import Command, State
from footcoach.store.library import load_routine
from footcoach.terminal.console import THEME
from footcoach.terminal.full import SessionKeys
from footcoach.terminal.gate import Gate
from footcoach.terminal.glyphs import UNICODE
from footcoach.terminal.prompts import FullScreenAsker
from footcoach.terminal.screen import Screen
from samples import NOW, screened


@pytest.fixture(autouse=True)
def window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((80, 24)))


def asker(*script: tuple[float, str]) -> FullScreenAsker:
    clock = FakeClock()
    screen = Screen(Console(file=io.StringIO(), theme=THEME, force_terminal=True))
    return FullScreenAsker(ScriptedKeys(clock, *script), screen, Gate(clock.now), UNICODE)


def ask(*script: tuple[float, str]) -> Reply:
    return asker(*script).ask(Interview(after_exercise=False, started_at=NOW))


@pytest.mark.parametrize(
    ("key", "reply"),
    [
        ("y", Answer.YES),
        ("n", Answer.NO),
        ("u", Answer.NOT_SURE),
        ("?", Move.HELP),
        ("left", Move.BACK),
    ],
)
def test_one_letter_answers_a_question(key: str, reply: Reply) -> None:
    assert ask((1.0, key)) == reply


@pytest.mark.parametrize("key", ["enter", "space", "esc", "tab", "a", "x", "down", "1"])
def test_no_other_key_answers_a_question(key: str) -> None:
    assert ask((1.0, key), (2.0, "y")) is Answer.YES


def test_a_key_pressed_before_the_question_could_be_read_is_thrown_away() -> None:
    assert ask((0.1, "n"), (1.0, "y")) is Answer.YES


def test_pasted_text_answers_nothing() -> None:
    assert ask((1.0, "n"), (1.0, "n"), (1.0, "n"), (2.0, "y")) is Answer.YES


def held(key: str, seconds: float) -> list[tuple[float, str]]:
    """Return a key held down: the first press, half a second later 30 repeats a second."""
    return [(1.0, key), *((1.5 + n / 30, key) for n in range(int(seconds * 30)))]


def test_a_held_letter_answers_at_most_two_questions() -> None:
    person = asker(*held("n", 5.0))
    interview = Interview(after_exercise=False, started_at=NOW)
    answered = 0
    with pytest.raises(EOFError):
        while interview.question is not None:
            interview = interview.reply(person.ask(interview))
            answered += 1
    assert 1 <= answered <= 2


def test_a_held_letter_passes_no_page() -> None:
    with pytest.raises(EOFError):
        asker(*held("n", 5.0)).show_outcome(screened(), "")
    with pytest.raises(EOFError):
        asker(*held("n", 5.0)).show_ready(plan(load_routine("general"), screened(), now=NOW), "")


@pytest.mark.parametrize("key", ["enter", "space"])
def test_enter_and_space_lead_on_from_a_page(key: str) -> None:
    assert asker((1.0, key)).show_outcome(screened(), "") is AtOutcome.GO_ON


def test_the_left_arrow_changes_an_answer_but_undoes_an_emergency() -> None:
    assert asker((1.0, "left")).show_outcome(screened(), "") is AtOutcome.CHANGE
    emergency = screened(Level.EMERGENCY)
    assert asker((1.0, "left")).show_outcome(emergency, "") is AtOutcome.BACK


def test_a_long_page_must_be_read_to_its_end_before_enter_leads_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((40, 10)))
    person = asker((1.0, "enter"), (1.1, "enter"), *((2.0 + n, "enter") for n in range(20)))
    keys = person._keys
    assert person.show_outcome(screened(), "") is AtOutcome.GO_ON
    assert isinstance(keys, ScriptedKeys)
    assert len(keys._script) < 18, "one Enter alone must not have passed the page"


def test_the_end_of_a_long_page_can_be_reached_by_scrolling(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((40, 10)))
    assert asker((1.0, "end"), (2.0, "enter")).show_outcome(screened(), "") is AtOutcome.GO_ON


def test_a_question_too_long_for_the_window_takes_no_answer_before_its_end_was_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((24, 8)))
    assert ask((1.0, "n"), (2.0, "end"), (3.0, "y")) is Answer.YES


def test_only_enter_begins_and_k_keeps_off() -> None:
    laid_out = plan(load_routine("general"), screened(), now=NOW)
    assert asker((1.0, "y"), (2.0, "enter")).show_ready(laid_out, "") is AtReady.BEGIN
    assert asker((1.0, "k")).show_ready(laid_out, "") is AtReady.KEEP_OFF


def controls(*script: tuple[float, str]) -> SessionKeys:
    clock = FakeClock()
    return SessionKeys(ScriptedKeys(clock, *script), Gate(clock.now))


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("space", Command.PAUSE),
        ("right", Command.NEXT),
        ("left", Command.BACK),
        ("+", Command.MORE),
        ("=", Command.MORE),
        ("-", Command.LESS),
        ("x", Command.HURTS),
        ("q", Command.STOP),
        ("a", Command.STRAY),
        ("enter", Command.STRAY),
    ],
)
def test_each_key_of_a_session_means_one_thing(key: str, command: Command) -> None:
    assert list(controls((0.1, key)).wait(1, State.RUNNING)) == [command]


def test_a_question_in_a_session_takes_only_a_deliberate_key() -> None:
    person = controls((0.1, "x"), (0.2, "h"), (1.0, "z"), (2.0, "s"))
    assert list(person.wait(1, State.RUNNING)) == [Command.HURTS]
    assert list(person.wait(0.5, State.ASKING_HURT)) == []
    assert list(person.wait(1, State.ASKING_HURT)) == []
    assert list(person.wait(2, State.ASKING_HURT)) == [Command.SHARP]


@pytest.mark.parametrize(
    ("state", "key", "command"),
    [
        (State.ASKING_STOP, "y", Command.YES),
        (State.ASKING_STOP, "n", Command.NO),
        (State.ASKING_STOP, "x", Command.HURTS),
        (State.ASKING_HURT, "h", Command.TOO_HARD),
        (State.ASKING_HURT, "b", Command.DANGER),
        (State.ASKING_HURT, "n", Command.NO),
    ],
)
def test_each_answer_in_a_session_means_one_thing(state: State, key: str, command: Command) -> None:
    assert list(controls((1.0, key)).wait(2, state)) == [command]
