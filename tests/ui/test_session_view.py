"""A moment of a session at every size: nothing cut, nothing lost, nothing on top of another."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footcoach.core.cues import CRAMP_ADVICE
from footcoach.core.engine import Session
from footcoach.core.routine import Routine, Technique
from footcoach.core.states import Command, Zone
from footcoach.core.text import minutes_and_seconds
from footcoach.storage.library import built_in_names, load_routine
from footcoach.ui.screen import Size
from footcoach.ui.session_view import FRAME, SHAKING, SessionView
from footcoach.ui.theme import ASCII, UNICODE, Glyphs
from samples import a_plan, a_step
from ui.canvas import USUAL, draw, every_size, has_words

both = pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])


def begin(routine: str | Routine = "general", *, excluded: Sequence[Zone] = ()) -> Session:
    loaded = load_routine(routine) if isinstance(routine, str) else routine
    return Session(a_plan(loaded, excluded_zones=excluded), 0.0)


def moment_in(session: Session, title: str = "", *, into: float = 2.0) -> float:
    """Return the moment `into` seconds into a step, by default the first one on a foot."""
    at = 0.0
    for segment in session.plan.segments:
        found = segment.step.title == title if title else segment.foot
        if segment.kind == "step" and found:
            return at + into
        at += segment.seconds
    raise LookupError(title)


def with_step(**changes: object) -> Routine:
    return load_routine("general").model_copy(update={"steps": (a_step(**changes),)})


def shown(
    session: Session, at: float, size: Size = USUAL, *, glyphs: Glyphs = UNICODE
) -> list[str]:
    session.advance(at)
    return draw(partial(SessionView("Title", glyphs).blocks, session.snapshot(at)), size)


def words(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())


def styled(session: Session, at: float, style: str, view: SessionView, size: Size = USUAL) -> str:
    """Return the words in a style."""
    session.advance(at)
    lines = [line for block in view.blocks(session.snapshot(at), size) for line in block.lines]
    spans = [(line.plain, span) for line in lines for span in line.spans if span.style == style]
    return words([text[span.start : span.end] for text, span in spans])


@every_size
@both
@pytest.mark.parametrize("name", built_in_names())
def test_every_moment_shows_what_to_do_and_how_long(name: str, size: Size, glyphs: Glyphs) -> None:
    session, start = begin(name), 0.0
    for segment in session.plan.segments:
        lines = shown(session, start + segment.seconds / 3, size, glyphs=glyphs)
        text = words(lines)
        start += segment.seconds
        if segment.kind == "take_up":
            assert f"NOW YOUR {segment.foot} FOOT".upper() in text
            assert has_words(text, segment.how)
        else:
            assert has_words(text.casefold(), segment.step.title.casefold())
            assert has_words(text, segment.step.how)
        assert "left" in lines[0]
        moving = "" if size == Size(40, 10) else "next back 15 s"
        assert has_words(text, f"space pause {moving} x hurts q stop")


@every_size
@pytest.mark.parametrize(
    ("commands", "asked"),
    [
        ([Command.PAUSE], "Paused. Press space to carry on with: space carry on"),
        ([Command.AWAY], "Paused: you were away."),
        ([Command.STOP], "Stop here? y stop here n go on x it hurts"),
        ([Command.HURTS], "h too hard c a cramp s any other pain b breathless, faint n none of"),
        (
            [Command.HURTS, Command.CRAMP],
            f"A cramp {CRAMP_ADVICE} Press space to carry on with:",
        ),
    ],
)
def test_what_is_asked_stands_with_its_answers_and_a_cramp_with_what_to_do_about_it(
    commands: list[Command], asked: str, size: Size
) -> None:
    session = begin()
    for at, command in enumerate(commands, 40):
        session.handle(command, float(at))
    assert has_words(words(shown(session, 43.0, size)), asked)


@pytest.mark.parametrize("size", [Size(39, 9), Size(80, 6), Size(24, 6), Size(20, 3)], ids=str)
def test_a_tiny_window_shows_what_can_be_answered_danger_first(size: Size) -> None:
    session = begin()
    text = words(shown(session, 1.0, size))
    assert text.startswith(f"{minutes_and_seconds(session.snapshot(1.0).left)} Sit")
    session.handle(Command.HURTS, 40.0)
    lines = shown(session, 40.0, size)
    asked = "It hurts: what is it? " if size.width >= 39 else ""
    assert words(lines).startswith(f"{asked}b breathless, chest pain or faint")
    assert len(lines) == size.height
    if size.width >= 39:
        assert has_words(words(lines), "s sharp, numb or any other pain h too hard n none of")
    session.handle(Command.NO, 41.0)
    assert "Paused." in words(shown(session, 41.0, size))
    session.handle(Command.STOP, 41.0)
    assert has_words(words(shown(session, 41.0, size)), "y stop here n go on x it hurts")


@given(st.integers(1, 130), st.integers(1, 45), st.sampled_from([None, *Command]))
def test_at_any_size_a_session_stays_within_the_window(
    width: int, height: int, command: Command | None
) -> None:
    session = begin("runner")
    session.advance(100.0)
    if command:
        session.handle(command, 100.0)
    assert any(shown(session, 100.0, Size(width, height)))


def test_without_a_tone_heading_and_digits_flash_for_a_second_as_a_step_starts() -> None:
    session, view = begin(), SessionView("General", UNICODE, flash=True)
    step, start = session.plan.segments[1].step, session.plan.segments[0].seconds
    flashed = [styled(session, start + at, "flash", view) for at in (0.0, 0.9, 1.0)]
    assert flashed[0].startswith(step.title.upper())
    assert "█" in flashed[0]
    assert flashed[1:] == [flashed[0], ""]
    assert styled(begin(), start, "flash", SessionView("General", UNICODE)) == ""
    paused = begin()
    paused.handle(Command.PAUSE, start + 0.5)
    assert styled(paused, start + 0.6, "flash", view) == ""


def test_the_gauge_says_its_limit_in_as_many_words_as_fit() -> None:
    session = begin(with_step(pressure=3))
    at = moment_in(session)
    limits = {USUAL: "3 of 10, never above 4", Size(40, 20): "3 of 10, max 4"}
    for size, limit in limits.items():
        assert f" {limit}" in words(shown(session, at, size))
    session.handle(Command.HURTS, at)
    session.handle(Command.TOO_HARD, at + 1)
    assert "2 of 10, lighter" in words(shown(session, at + 5))
    gentle = begin("gentle")
    assert "of 10, never above 2" in words(shown(gentle, moment_in(gentle, "Light glide")))


def test_what_to_keep_off_stands_out_and_leaves_the_large_digits_their_room() -> None:
    view, off = SessionView("General", UNICODE), "Keep off the arch: lift your hands there."
    for size in (USUAL, Size(60, 20), Size(40, 10)):
        session = begin(excluded=[Zone.ARCH])
        at = moment_in(session, "Rub the whole foot")
        assert off in styled(session, at, "title", view, size)
    session, at = begin("runner", excluded=[Zone.ARCH, Zone.BALL]), 0.0
    for segment in session.plan.segments:
        session.advance(at)
        blocks = view.blocks(session.snapshot(at), Size(60, 20))
        assert len([line for line in blocks[2].lines if line.style == "digits"]) >= 3, segment
        at += segment.seconds


@pytest.mark.parametrize("size", [Size(60, 20), Size(40, 10)], ids=str)
def test_markup_long_words_and_wide_characters_are_shown_whole(size: Size) -> None:
    session = begin(with_step(title="[bold]" + "x" * 30))
    assert "[BOLD]" in words(shown(session, moment_in(session), size))
    how = "親指で、かかとから足の指のつけ根まで、ゆっくりと押します。"
    session = begin(with_step(title="足の裏をほぐす", how=how))
    at = moment_in(session)
    session.advance(at)
    blocks = SessionView("足のマッサージ", UNICODE).blocks(session.snapshot(at), size)
    assert all(line.cell_len <= block.width for block in blocks for line in block.lines)
    assert how in "".join(line.plain for block in blocks for line in block.lines).replace(" ", "")


@pytest.mark.parametrize(("motion", "most"), [(False, 61), (True, 121)])
def test_a_minute_takes_one_frame_a_second_or_two_if_the_marker_moves(
    motion: bool, most: int
) -> None:
    # Stretched steps do not last whole seconds, and the minute begins between two frames.
    session = Session(a_plan(load_routine("general"), minutes=29.3), 0.0)
    view, frames, start = SessionView("", UNICODE, motion=motion), 0, moment_in(session)
    now = start
    while now < start + 60:
        session.advance(now)
        # Every wait takes a little longer than asked for.
        now += view.frame_seconds(session.snapshot(now)) + 0.0003
        frames += 1
    assert frames <= most


def test_frames_follow_the_countdown_or_the_marker() -> None:
    session = begin()
    at = moment_in(session, "Rub the whole foot")
    session.advance(at)
    snapshot = replace(session.snapshot(at), elapsed=5.1)
    shaking = snapshot.segment.step.model_copy(update={"technique": Technique.VIBRATION})
    shaken = replace(snapshot, segment=replace(snapshot.segment, step=shaking))
    still, moving = SessionView("", UNICODE), SessionView("", UNICODE, motion=True)
    assert still.frame_seconds(snapshot) == pytest.approx(0.9)
    assert moving.frame_seconds(snapshot) == pytest.approx(FRAME - 0.1)
    assert moving.frame_seconds(shaken) == pytest.approx(SHAKING - 0.1)
    assert SessionView("", ASCII, motion=True).frame_seconds(snapshot) == pytest.approx(0.9)
