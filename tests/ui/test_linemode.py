"""Line mode: typed words, one line for each event, nothing but text."""

import errno
import io
import os
import select
import sys
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from footcoach.core.cues import Cue
from footcoach.core.engine import Session
from footcoach.core.errors import NoTerminal, Terminated
from footcoach.core.interview import AtOutcome, AtReady, Interview, Keeping, Move
from footcoach.core.question import Level, Said, Section
from footcoach.core.questionnaire import HEADINGS, MEANINGS
from footcoach.core.record import Rating
from footcoach.core.states import Command, Foot, State, Zone
from footcoach.core.text import about_minutes
from footcoach.core.trends import WarningSign
from footcoach.storage.library import load_routine
from footcoach.ui import linemode
from footcoach.ui.interface import Interface
from footcoach.ui.linemode import KEYS, LineReader, Unattended
from footcoach.ui.screen import Size
from samples import NOW, a_checkpoint, a_plan, a_record, at_question, screened
from ui.desk import Desk, asker

GENERAL = a_plan(load_routine("general"))
FIRST = Interview(after_exercise=False, started_at=NOW)


# --- the same with words as with keys -------------------------------------------------------------

Shows = Callable[[Interface], object]


def asks(interview: Interview) -> Shows:
    return lambda person: person.ask(interview)


def outcome(level: Level = Level.GO, keeping: Keeping = Keeping.NOT_OFFERED) -> Shows:
    return lambda person: person.show_outcome(screened(level), "", keeping)


def ready(feet: Foot = Foot.BOTH) -> Shows:
    return lambda person: person.show_ready(a_plan(feet=feet), (), Rating())


def warns(*, leave_first: bool) -> Shows:
    sign = WarningSign("hurt", "Leave both feet alone.", leave_first=leave_first)
    return lambda person: person.show_warnings([sign])


def rates_last(person: Interface) -> Rating:
    return person.rate_last(a_record(0, feet="both"))


def resumes(person: Interface) -> bool:
    return person.offer_resume(a_checkpoint(), 4)


@pytest.mark.parametrize(
    ("shows", "keys", "lines", "result"),
    [
        (asks(FIRST.reply(Said.NONE)), "n", "none", Said.NONE),
        (asks(FIRST.reply(Said.NONE)), "u", "not sure", Said.NOT_SURE),
        (asks(FIRST.reply(Said.NONE)), "?", "help", Move.HELP),
        (asks(FIRST.reply(Said.NONE)), "left", "back", Move.BACK),
        (asks(FIRST), "left a c enter", "back|a c", ("chest_pain", "fainting")),
        (asks(at_question("doubt")), "a enter y", "a|perhaps|yes", ("yes",)),
        (asks(at_question("doubt")), "a enter n", "a|perhaps|no", Said.NONE),
        (outcome(), "enter", "|continue", AtOutcome.GO_ON),
        (outcome(), "left", "change", AtOutcome.CHANGE),
        (outcome(Level.URGENT), "enter", "|leave", AtOutcome.GO_ON),
        (outcome(Level.EMERGENCY), "left", "back", AtOutcome.BACK),
        (outcome(keeping=Keeping.OFFERED), "k", "keep", AtOutcome.KEEP),
        (outcome(keeping=Keeping.CHOSEN), "k", "do not keep", AtOutcome.KEEP),
        (outcome(), "k enter", "keep|continue", AtOutcome.GO_ON),
        (ready(), "enter", "begin", (AtReady.BEGIN, Rating())),
        (ready(), "y k", "|yes|keep off", (AtReady.KEEP_OFF, Rating())),
        (ready(), "t", "test", (AtReady.TEST_SOUND, Rating())),
        (ready(), "m", "mute", (AtReady.MUTE, Rating())),
        (ready(), "1 0 tab 4 enter", "left 10|right 4|begin",
         (AtReady.BEGIN, Rating(left=10, right=4))),
        (ready(Foot.RIGHT), "6 tab 1 0 enter", "left 6|right 10|begin",
         (AtReady.BEGIN, Rating(right=10))),
        (warns(leave_first=True), "n enter", "|leave", False),
        (warns(leave_first=True), "n space", "|leave", False),
        (warns(leave_first=True), "n g", "|go on", True),
        (warns(leave_first=False), "y enter", "", True),
        (rates_last, "3 enter 0 enter", "|left 3|right 0|go on", Rating(left=3, right=0)),
        (resumes, "y", "yes", True),
        (resumes, "enter space u n", "|y|no", False),
    ],
)  # fmt: skip
def test_a_word_can_be_typed_for_each_key_and_nothing_else_counts(
    shows: Shows, keys: str, lines: str, result: object
) -> None:
    assert shows(asker(*((1.0 + n, key) for n, key in enumerate(keys.split())))) == result
    assert shows(Desk(*lines.split("|")).asker) == result


# --- what is typed and printed --------------------------------------------------------------------


def test_a_question_is_answered_by_letters_in_any_order_or_by_the_words_of_an_item() -> None:
    assert Desk("c,a").asker.ask(FIRST) == ("fainting", "chest_pain")
    assert Desk("coughing up blood").asker.ask(FIRST) == ("coughing_blood",)


def test_an_empty_line_or_another_word_asks_again() -> None:
    desk = Desk("", "perhaps", "a e", "yes", None, "none")
    assert desk.asker.ask(FIRST) is Said.NONE
    assert desk.printed.count("Type letters such as a b, none, not sure or help:") == 6
    assert "'perhaps' is not one of the words." in desk.printed
    assert "One at a time" in desk.printed
    one_item = Desk("no")
    one_item.asker.ask(at_question("doubt"))
    assert "Type yes, no, not sure, help or back:" in one_item.printed


def test_typed_escape_codes_are_shown_as_text() -> None:
    desk = Desk("\x1b]0;hi\x07", "none")
    desk.asker.ask(FIRST)
    assert "'<1b>]0;hi<07>' is not one of the words." in desk.printed


def test_lines_are_broken_between_words_to_fit_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linemode, "window_size", lambda _: Size(40, 10))
    desk = Desk("none")
    monkeypatch.setattr(desk.out, "isatty", lambda: True)
    desk.asker.show_welcome(FIRST)
    desk.asker.ask(FIRST)
    lines = desk.printed.splitlines()
    assert max(map(len, lines)) <= 40
    assert "type the letters of all lines that are true" in " ".join(lines)


def test_a_question_is_printed_with_its_place_its_help_and_once_how_to_answer() -> None:
    desk = Desk("none", "none")
    desk.asker.show_welcome(FIRST)
    desk.asker.ask(FIRST)
    _, _, question = desk.printed.partition("none only if none of them is true")
    assert f"{HEADINGS[Section.NOW]}. Question 1 of about 21." in question
    assert "a: chest pain\nb: trouble breathing" in desk.printed
    assert "Nearly fainting counts" not in desk.printed
    desk.asker.ask(FIRST.reply(Said.NOT_SURE))
    assert "Nearly fainting counts" in desk.printed
    assert desk.printed.count("only if none of them") == 1
    assert desk.printed.count("a: chest pain") == 2, "a question is whole every time"


def test_when_the_outcome_comes_up_again_only_what_is_new_is_printed() -> None:
    desk = Desk("keep", "do not keep", "none", "continue")
    for keeping in (Keeping.OFFERED, Keeping.CHOSEN):
        desk.asker.show_outcome(screened(), "", keeping)
    assert "until 20 February 2027" in desk.printed
    assert desk.printed.count(MEANINGS[Level.GO]) == 1
    desk.asker.ask(FIRST)
    desk.asker.show_outcome(screened(), "")
    assert desk.printed.count(MEANINGS[Level.GO]) == 2


def test_an_answer_to_change_is_chosen_by_its_number() -> None:
    assert Desk("99", "2").asker.choose_answer(screened().answers) == "nerves"
    assert Desk("none").asker.choose_answer(screened().answers) is None


def test_soreness_is_rated_with_a_word_and_a_number() -> None:
    desk = Desk("left 6", "right 11", "right 10", "begin")
    _, before = desk.asker.show_ready(GENERAL, (), Rating())
    assert (before.left, before.right) == (6, 10)
    assert (
        "'right 11' is not one of the words.\nType begin, keep off, test, mute or how sore a foot "
        "is from 0 to 10, such as left 3 or right 3:" in desk.printed
    )
    assert desk.asker.rate_after((), Foot.BOTH) == Rating()


@pytest.mark.parametrize(
    ("typed", "kept_off"),
    [
        (("toes", "heel", "done"), {Zone.TOES, Zone.HEEL}),
        (("toes", "heel", "toes", "done"), {Zone.HEEL}),
        (("toes", "toes", "begin"), set()),
    ],
)
def test_parts_to_keep_off_are_named_one_by_one_and_taken_back_by_the_same_word(
    typed: tuple[str, ...], kept_off: set[Zone]
) -> None:
    zones = [Zone.TOES, Zone.ARCH, Zone.HEEL]
    assert Desk(*typed).asker.choose_zones(zones, frozenset()) == kept_off


def test_a_session_cut_off_is_named_with_when_and_where_it_was() -> None:
    desk = Desk("no")
    desk.asker.offer_resume(a_checkpoint(), 4)
    assert "cut off 4 min ago, after 9 min." in desk.printed


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [(["General"], "general"), (["mine", "3"], "mine"), (["2"], "Mine"), (["4"], "2")],
    ids=["name", "names alike", "number", "a number for a name"],
)
def test_a_routine_is_chosen_by_number_or_by_a_name_that_only_one_has(
    typed: list[str], chosen: str
) -> None:
    entries = {name: f"{name}: 10 min" for name in ("general", "Mine", "mine", "2")}
    assert Desk(*map(str.casefold, typed)).asker.choose("Which?", entries) == chosen


@pytest.fixture
def wire() -> Iterator[tuple[int, int]]:
    if sys.platform == "win32":
        pytest.skip("select knows no pipes on Windows")
    read, write = os.pipe()
    yield read, write
    for end in (read, write):
        try:
            os.close(end)
        except OSError:
            continue


def slow_clock(seconds: float) -> Callable[[], float]:
    """Return a clock on which a moment passes with each look at it."""
    return count(0.0, seconds).__next__


def test_what_a_session_asks_is_printed_once_and_again_after_a_key_that_is_no_answer() -> None:
    desk = Desk(keys=[(1.0, "z")])
    session = Session(GENERAL, 0.0)
    session.handle(Command.HURTS, 10.0)
    for _ in range(2):
        desk.asker.show(session.snapshot(10.0), [], muted=False)
        desk.asker.wait(2.0, State.ASKING_HURT)
    desk.asker.show(session.snapshot(12.0), [], muted=False)
    assert desk.printed.count("what is it?") == 2


def test_without_a_terminal_a_session_waits_but_an_absence_ends_by_itself() -> None:
    waited: list[float] = []
    assert list(Unattended(waited.append, io.StringIO()).wait(0.5, State.RUNNING)) == []
    assert list(Unattended(waited.append, io.StringIO()).wait(1.0, State.PAUSED)) == [Command.PAUSE]
    assert waited == [0.5, 0]


def test_a_session_prints_its_keys_and_then_the_words_of_its_cues_a_line_each() -> None:
    desk = Desk()
    session = Session(GENERAL, 0.0)
    with desk.asker.open_session("General", flash=False):
        cues = [Cue("One."), Cue(""), Cue("Two.")]
        desk.asker.show(session.snapshot(0.0), cues, muted=False)
    assert desk.printed == f"{KEYS}\nOne.\nTwo.\n"


def test_the_start_of_a_step_and_a_new_length_are_printed() -> None:
    desk, session = Desk(), Session(GENERAL, 0.0)
    for now, command in ((2.0, Command.NEXT), (4.0, Command.MORE), (6.0, Command.AGAIN)):
        desk.asker.show(session.snapshot(now - 1), [], muted=False)
        session.handle(command, now)
        desk.asker.show(session.snapshot(now), [], muted=False)
    title, seconds = session.segment.step.title, session.segment.seconds + 15 - 2
    assert desk.printed == f"Now: {title}.\n{seconds:.0f} seconds left.\n"


def test_nobody_is_asked_where_nobody_is() -> None:
    out = io.StringIO()
    asker = Unattended(lambda _seconds: None, out)
    with pytest.raises(NoTerminal):
        asker.ask(FIRST)
    with pytest.raises(NoTerminal, match="name a routine"):
        asker.choose("Which?", {"general": ""})
    stop = WarningSign("hurt", "Leave both feet alone until tomorrow.", leave_first=True)
    assert asker.show_warnings([stop])
    assert asker.show_ready(GENERAL, (), Rating())[0] is AtReady.BEGIN
    assert f"General: {about_minutes(GENERAL.seconds)}" in out.getvalue()


@pytest.mark.parametrize(
    ("sent", "takes", "line"),
    [
        (b"  Not   SURE \n", 1.0, "not sure"),
        (b"\xfc\n", 1.0, "\N{REPLACEMENT CHARACTER}"),
        (b"no\n", 0.1, None),
        (b"no", 1.0, None),
        (b"no\n" * 20, 1.0, None),
    ],
    ids=["typed", "not text", "too soon", "without Enter", "pasted"],
)
def test_only_a_line_typed_alone_after_the_question_counts(
    wire: tuple[int, int], sent: bytes, takes: float, line: str | None
) -> None:
    reader = LineReader(slow_clock(takes), wire[0])
    os.write(wire[1], sent)
    assert reader.read() == line
    assert not select.select([wire[0]], [], [], 0)[0], "the rest is thrown away"


def test_the_end_of_input_is_no_answer_and_a_terminal_that_is_gone_is_a_hang_up(
    wire: tuple[int, int],
) -> None:
    reader = LineReader(slow_clock(1.0), wire[0])
    os.close(wire[1])
    with pytest.raises(EOFError):
        reader.read()
    os.close(wire[0])
    with pytest.raises(Terminated):
        reader.read()


@pytest.mark.parametrize(
    ("number", "raised"),
    [(errno.EIO, Terminated), (errno.EPIPE, Terminated), (errno.ENOSPC, OSError)],
)
def test_only_a_terminal_or_a_reader_that_is_gone_is_a_hang_up(
    number: int, raised: type[BaseException]
) -> None:
    class Gone(io.StringIO):
        def flush(self) -> None:
            raise OSError(number, "gone")

    with pytest.raises(raised):
        Unattended(lambda _: None, Gone()).show_warnings([])
