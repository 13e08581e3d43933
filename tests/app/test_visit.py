"""What a visit promises: nobody gets to a timed step unscreened, and what was asked for holds."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest

from doubles import (
    FakeClock,
    RecordingJournal,
    RecordingSpeaker,
    RecordingStage,
    ScriptedAsker,
    ScriptedControls,
)
from footcoach.app.interface import Hearing, Seat
from footcoach.app.visit import Visit
from footcoach.app.welcome import welcome
from footcoach.core.errors import ExitCode, NotCleared, NothingStarted, UsageError
from footcoach.core.interview import AtOutcome, AtReady, Interview
from footcoach.core.question import Answer, Level
from footcoach.core.record import Rating
from footcoach.core.resume import ResumePoint
from footcoach.core.routine import Routine, Zone
from footcoach.core.states import Command, Status
from samples import CALF, FINISH, NOW, PREPARE, a_routine, a_step, answered, settle

NO, YES = Answer.NO, Answer.YES
STRONG = a_routine(title="Strong")
GENTLE = a_routine(title="Light", level="gentle")


class Visited:
    """A visit and the doubles around it."""

    def __init__(
        self,
        asker: ScriptedAsker,
        *script: tuple[float, Command | BaseException],
        routine: Routine = STRONG,
        minutes: float | None = None,
        muted: bool = False,
    ) -> None:
        self.asker = asker
        self.clock = FakeClock()
        self.speaker = RecordingSpeaker(self.clock)
        self.stage = RecordingStage(self.clock)
        self.journal = RecordingJournal(self.clock)
        self.title, self.flash = "", False
        self.visit = Visit(
            seat=Seat(
                asker=asker,
                controls=ScriptedControls(self.clock, *script),
                stage=self._stage,
                opened=nullcontext,
                playing=nullcontext,
                unattended=False,
                stays=False,
            ),
            clock=self.clock,
            journal=self.journal,
            routine=routine,
            name="strong",
            gentle=GENTLE,
            gentle_name="light",
            listen=lambda: Hearing(self.speaker, "Spoken aloud.", muted),
            minutes=minutes,
        )

    def _stage(self, title: str, flash: bool) -> RecordingStage:
        self.title, self.flash = title, flash
        return self.stage

    @property
    def started(self) -> bool:
        return bool(self.title)


def interview_with(**given: Answer) -> Interview:
    answers = answered({k.replace("__", "."): v for k, v in given.items()}, after_exercise=False)
    interview = Interview(after_exercise=False, started_at=NOW)
    while interview.question is not None:
        interview = settle(interview, answers[interview.question.id])
    return interview


def test_a_cleared_person_is_led_through_the_whole_routine() -> None:
    visited = Visited(ScriptedAsker([NO] * 20, [AtOutcome.GO_ON], [AtReady.BEGIN]))
    assert visited.visit.run() is ExitCode.OK
    assert visited.title == "Strong"
    assert visited.clock.now() == pytest.approx(STRONG.seconds)


def test_the_time_to_get_ready_is_as_long_as_the_person_set_it() -> None:
    visited = Visited(ScriptedAsker(ready=[AtReady.BEGIN]))
    visited.visit.get_ready = 20.0
    visited.visit.run(interview_with())
    assert visited.asker.plans[0].segments[0].seconds == 20
    assert visited.clock.now() == pytest.approx(STRONG.seconds + 30)


@pytest.mark.parametrize("flash", [True, False])
def test_it_flashes_only_where_nothing_plays_a_tone(flash: bool) -> None:
    visited = Visited(ScriptedAsker([NO] * 20, [AtOutcome.GO_ON], [AtReady.BEGIN]))
    visited.visit.listen = lambda: Hearing(visited.speaker, "", muted=False, flash=flash)
    visited.visit.run()
    assert visited.flash is flash


@pytest.mark.parametrize("question", ["skin_open", "any_doubt", "clot_ever"])
def test_a_blocking_answer_starts_nothing(question: str) -> None:
    visited = Visited(ScriptedAsker())
    assert visited.visit.run(interview_with(**{question: YES})) is ExitCode.NOT_CLEARED
    assert not visited.started


def test_at_gentle_the_gentle_routine_takes_the_place_and_the_note_says_so() -> None:
    visited = Visited(ScriptedAsker(ready=[AtReady.BEGIN]))
    assert visited.visit.run(interview_with(thin_bones=YES)) is ExitCode.OK
    assert visited.title == "Light"
    assert "Instead of 'Strong'" in visited.asker.notes[0]


def test_a_gentle_routine_needs_no_replacing() -> None:
    visited = Visited(ScriptedAsker(ready=[AtReady.BEGIN]), routine=GENTLE)
    visited.visit.run(interview_with(thin_bones=YES))
    assert visited.asker.notes == [""]


def test_answers_that_grew_old_on_the_ready_page_start_nothing() -> None:
    visited = Visited(ScriptedAsker(ready=[AtReady.BEGIN]))
    old = interview_with()
    visited.clock.move(29 * 60)

    class Slow(ScriptedAsker):
        def show_ready(self, plan: object, notes: object, before: Rating) -> tuple[AtReady, Rating]:
            visited.clock.move(120)
            return AtReady.BEGIN, before

    visited.visit.seat = Seat(
        asker=Slow(),
        controls=visited.visit.seat.controls,
        stage=visited.visit.seat.stage,
        opened=nullcontext,
        playing=nullcontext,
        unattended=False,
        stays=False,
    )
    with pytest.raises(NotCleared, match="over 30 minutes old"):
        visited.visit.run(old)
    assert not visited.started


@pytest.mark.parametrize("leaving", [KeyboardInterrupt(), EOFError()])
def test_leaving_on_the_ready_page_starts_nothing(leaving: BaseException) -> None:
    visited = Visited(ScriptedAsker(ready=[leaving]))
    with pytest.raises(NothingStarted):
        visited.visit.run(interview_with())
    assert not visited.started


def test_parts_to_keep_off_are_dropped_from_the_session() -> None:
    toes, arch = a_step(title="Toes", zone="toes"), a_step(title="Arch", zone="arch")
    visited = Visited(
        ScriptedAsker(ready=[AtReady.KEEP_OFF, AtReady.BEGIN], zones=frozenset({Zone.ARCH})),
        routine=a_routine(PREPARE, toes, arch, FINISH),
    )
    visited.visit.run(interview_with())
    assert set(visited.asker.offered) == {Zone.TOES, Zone.ARCH, Zone.SOLE}
    assert not any("Arch" in text for _, text in visited.stage.said)
    assert "1 step is left out." in visited.stage.said[0][1]


def test_a_length_that_does_not_fit_is_told_before_anything_is_asked() -> None:
    visited = Visited(ScriptedAsker(), minutes=0.5)
    with pytest.raises(UsageError, match="choose from"):
        visited.visit.run()
    assert visited.asker.asked == []


def test_a_calf_routine_asks_the_runner_question() -> None:
    visited = Visited(
        ScriptedAsker([NO] * 21, [AtOutcome.GO_ON], [AtReady.BEGIN]),
        routine=a_routine(PREPARE, a_step(), CALF, FINISH),
    )
    visited.visit.run()
    assert "runner_extra" in visited.asker.asked


def test_after_a_sharp_feeling_the_advice_is_shown_and_nobody_is_praised() -> None:
    visited = Visited(
        ScriptedAsker(ready=[AtReady.BEGIN]), (10.0, Command.HURTS), (11.0, Command.SHARP)
    )
    visited.visit.run(interview_with())
    shown = " ".join(visited.asker.advice)
    assert "Stop for today" in shown
    assert "socks" in shown
    assert "Well done" not in shown


def test_after_danger_signs_the_emergency_number_comes_first() -> None:
    visited = Visited(
        ScriptedAsker(ready=[AtReady.BEGIN]), (10.0, Command.HURTS), (11.0, Command.DANGER)
    )
    assert visited.visit.run(interview_with()) is ExitCode.NOT_CLEARED
    assert visited.asker.advice[0].startswith("Call your emergency number now")


def test_keeping_off_everything_is_told_and_asked_again() -> None:
    visited = Visited(
        ScriptedAsker(ready=[AtReady.KEEP_OFF, AtReady.BEGIN], zones=frozenset({Zone.SOLE})),
        routine=a_routine(PREPARE, a_step(zone="sole"), FINISH),
    )
    assert visited.visit.run(interview_with()) is ExitCode.OK
    assert "choose another" in visited.asker.ready_notes[1]
    assert visited.asker.plans[1].skipped_steps == ()


# --- what is heard -------------------------------------------------------------------------------


def words_heard(visited: Visited) -> list[str]:
    return [cue.say for _, cue in visited.speaker.heard if cue is not None and cue.say]


def test_the_coach_speaks_the_session_and_what_is_owed_after_the_lotion() -> None:
    visited = Visited(ScriptedAsker(ready=[AtReady.BEGIN]))
    visited.visit.run(interview_with())
    heard = words_heard(visited)
    assert heard[0].startswith("Strong, ")
    assert heard[-1].startswith("Well done. That's the end of the massage. Wipe the soles dry.")
    assert visited.visit.said_farewell


def test_stopping_early_is_followed_by_wipe_socks_then_stand_aloud() -> None:
    stop = [(20.0, Command.STOP), (21.0, Command.YES)]
    visited = Visited(ScriptedAsker(ready=[AtReady.BEGIN]), *stop)
    visited.visit.run(interview_with())
    assert words_heard(visited)[-1] == (
        "Stopped here. If it hurt, or you found a cut, a sore or a hot patch: leave both feet "
        "alone until it has healed. With diabetes or numb feet, have it seen today. "
        "Wipe the soles dry. Put socks or shoes on. Then stand up, slowly."
    )


def test_what_earlier_sessions_warn_of_stands_on_the_ready_page_too() -> None:
    visited = Visited(ScriptedAsker(ready=[AtReady.BEGIN]))
    visited.visit.signs = ["You stopped a session today."]
    visited.visit.run(interview_with())
    assert visited.asker.ready_notes[0].startswith("You stopped a session today.")


def test_who_breaks_off_is_not_spoken_to_any_more() -> None:
    visited = Visited(ScriptedAsker(ready=[AtReady.BEGIN]), (20.0, KeyboardInterrupt()))
    visited.visit.run(interview_with())
    assert not any("socks" in words for words in words_heard(visited))
    assert not visited.visit.said_farewell


def test_the_sound_can_be_tried_and_muted_before_the_lotion() -> None:
    moves = [AtReady.TEST_SOUND, AtReady.MUTE, AtReady.TEST_SOUND, AtReady.BEGIN]
    visited = Visited(ScriptedAsker(ready=moves))
    visited.visit.run(interview_with())
    assert words_heard(visited) == ["This is how I sound."]
    assert visited.visit.muted
    assert "Sound is off." in visited.asker.ready_notes[-1]


def test_what_was_muted_in_an_earlier_session_stays_muted_until_the_person_changes_it() -> None:
    visited = Visited(ScriptedAsker(ready=[AtReady.BEGIN]), muted=True)
    visited.visit.run(interview_with())
    assert words_heard(visited) == []
    again = Visited(ScriptedAsker(ready=[AtReady.MUTE, AtReady.BEGIN]), muted=True)
    again.visit.run(interview_with())
    assert words_heard(again)[0] == "This is how I sound."
    assert not again.visit.muted


def test_no_health_answer_is_ever_spoken() -> None:
    visited = Visited(ScriptedAsker(ready=[AtReady.BEGIN]))
    visited.visit.run(interview_with(pregnant=YES))
    assert not any("pregnan" in words.casefold() for words in words_heard(visited))


def test_a_blocked_person_hears_nothing() -> None:
    visited = Visited(ScriptedAsker())
    visited.visit.run(interview_with(any_doubt=YES))
    assert visited.speaker.heard == []


# --- how sore the feet are -----------------------------------------------------------------------


def test_the_feet_are_rated_before_and_after() -> None:
    asker = ScriptedAsker(ready=[AtReady.BEGIN])
    asker.before, asker.after = Rating(left=6), Rating(left=2)
    visited = Visited(asker)
    visited.visit.run(interview_with())
    assert (visited.visit.before.left, visited.visit.after.left) == (6, 2)


@pytest.mark.parametrize(
    "script",
    [
        [(20.0, Command.HURTS), (21.0, Command.SHARP)],
        [(20.0, Command.HURTS), (21.0, Command.DANGER)],
        [(20.0, KeyboardInterrupt())],
    ],
)
def test_after_a_stop_for_pain_or_breaking_off_nobody_is_asked_how_it_was(
    script: list[tuple[float, Command | BaseException]],
) -> None:
    asker = ScriptedAsker(ready=[AtReady.BEGIN])
    Visited(asker, *script).visit.run(interview_with())
    assert not asker.rated


# --- what is remembered, and going on with a session that was cut off ----------------------------


TWO_PARTS = a_routine(
    PREPARE, a_step(title="Toes", zone="toes"), a_step(zone="arch"), FINISH, title="Strong"
)


def interrupted(at: float = 60.0, **given: Answer) -> tuple[Visited, ResumePoint]:
    """Return a visit that was broken off, and where it can be gone on with."""
    asker = ScriptedAsker(ready=[AtReady.KEEP_OFF, AtReady.BEGIN], zones=frozenset({Zone.ARCH}))
    asker.before = Rating(left=6, right=4)
    visited = Visited(asker, (at, KeyboardInterrupt()), routine=TWO_PARTS)
    assert visited.visit.run(interview_with(**given)) is ExitCode.INTERRUPTED
    _, checkpoint = visited.journal.last
    assert checkpoint is not None
    return visited, checkpoint


def going_on(
    *replies: Answer | BaseException,
    ready: AtReady | BaseException = AtReady.BEGIN,
    after: float = 300.0,
) -> Visited:
    outcomes = [AtOutcome.GO_ON]
    visited = Visited(ScriptedAsker(replies, outcomes, [ready] if ready else []))
    visited.clock.move(after)
    return visited


DANGER_SIGNS = ["chest_breath", "numb_weak", "cold_pale_foot", "one_leg_swollen", "hot_red_swollen"]


def test_who_goes_on_is_asked_the_danger_signs_again_and_nothing_else() -> None:
    _, checkpoint = interrupted()
    visited = going_on(*[NO] * 5)
    assert visited.visit.go_on(checkpoint) is ExitCode.OK
    assert visited.asker.asked == DANGER_SIGNS


def test_after_an_exercise_routine_the_runner_s_sign_is_asked_again_too() -> None:
    routine = a_routine(PREPARE, a_step(), FINISH, after_exercise=True, title="Run")
    first = Visited(
        ScriptedAsker([NO] * 21, [AtOutcome.GO_ON], [AtReady.BEGIN]),
        (60.0, KeyboardInterrupt()),
        routine=routine,
    )
    first.visit.run()
    _, checkpoint = first.journal.last
    assert checkpoint is not None
    visited = going_on(*[NO] * 6)
    visited.visit.go_on(checkpoint)
    assert visited.asker.asked == [*DANGER_SIGNS, "runner_extra"]


def test_the_session_that_goes_on_is_the_same_one_to_its_end() -> None:
    first, checkpoint = interrupted()
    visited = going_on(*[NO] * 5)
    visited.visit.go_on(checkpoint)
    record, left = visited.journal.last
    assert (record.id, record.started_at) == (checkpoint.record.id, checkpoint.record.started_at)
    assert (record.status, left) == (Status.COMPLETED, None)
    assert record.before == Rating(left=6, right=4)
    assert visited.asker.plans[0] == first.asker.plans[-1]
    assert visited.title == "Strong"


def test_the_parts_kept_off_before_are_kept_off_still() -> None:
    _, checkpoint = interrupted()
    visited = going_on(*[NO] * 5)
    visited.visit.go_on(checkpoint)
    assert visited.asker.plans[0].wanted.excluded_zones == {Zone.ARCH}


def test_the_page_before_says_where_it_goes_on() -> None:
    _, checkpoint = interrupted()
    visited = going_on(*[NO] * 5)
    visited.visit.go_on(checkpoint)
    assert "You go on with: toes (right foot, step 1 of 1)." in visited.asker.ready_notes[0]


def test_what_to_keep_off_cannot_be_changed_half_way() -> None:
    _, checkpoint = interrupted()
    visited = going_on(*[NO] * 5)
    visited.asker = ScriptedAsker([NO] * 5, [], [AtReady.KEEP_OFF, AtReady.BEGIN])
    visited.visit.seat = replace(visited.visit.seat, asker=visited.asker)
    visited.visit.go_on(checkpoint)
    assert "settled when the session began" in visited.asker.ready_notes[1]


@pytest.mark.parametrize("place", range(5))
def test_a_danger_sign_ends_it_for_good(place: int) -> None:
    _, checkpoint = interrupted()
    replies = [NO] * place + [YES] + [NO] * 5
    visited = going_on(*replies)
    assert visited.visit.go_on(checkpoint) is ExitCode.NOT_CLEARED
    assert not visited.started
    assert visited.visit.assessment is not None
    assert visited.visit.assessment.level.blocks
    assert visited.journal.last == (checkpoint.record, None)
    assert set(visited.journal.allowed) == {None}


def test_an_answer_called_wrong_is_asked_again() -> None:
    _, checkpoint = interrupted()
    visited = going_on()
    visited.asker = ScriptedAsker(
        [NO, NO, NO, YES, NO, NO], [AtOutcome.CHANGE], [AtReady.BEGIN], change="one_leg_swollen"
    )
    visited.visit.seat = replace(visited.visit.seat, asker=visited.asker)
    assert visited.visit.go_on(checkpoint) is ExitCode.OK
    assert visited.asker.asked.count("one_leg_swollen") == 2
    assert visited.journal.allowed[0] is None
    assert visited.journal.allowed[-1] == checkpoint.record.id


def test_an_emergency_answer_given_by_mistake_can_be_taken_back() -> None:
    _, checkpoint = interrupted()
    visited = going_on()
    visited.asker = ScriptedAsker([YES, *[NO] * 5], [AtOutcome.BACK], [AtReady.BEGIN])
    visited.visit.seat = replace(visited.visit.seat, asker=visited.asker)
    assert visited.visit.go_on(checkpoint) is ExitCode.OK


@pytest.mark.parametrize("leaving", [KeyboardInterrupt(), EOFError()])
def test_who_leaves_before_it_goes_on_can_come_back_once_more(leaving: BaseException) -> None:
    _, checkpoint = interrupted()
    for visited in (going_on(NO, leaving), going_on(*[NO] * 5, ready=leaving)):
        with pytest.raises(NothingStarted):
            visited.visit.go_on(checkpoint)
        assert not visited.started
        assert visited.journal.noted == []
        assert None not in visited.journal.allowed


@pytest.mark.parametrize("answer", [YES, Answer.NOT_SURE])
def test_who_leaves_after_a_danger_sign_cannot_come_back_to_the_session(answer: Answer) -> None:
    _, checkpoint = interrupted()
    visited = going_on(NO, NO, NO, answer, KeyboardInterrupt())
    if answer is Answer.NOT_SURE:
        visited = going_on(NO, NO, NO, answer, answer, KeyboardInterrupt())
    with pytest.raises(NothingStarted):
        visited.visit.go_on(checkpoint)
    assert visited.journal.allowed[-1] is None


@pytest.mark.parametrize("question", ["skin_open", "any_doubt", "clot_ever"])
def test_a_newer_screening_that_says_no_ends_an_older_session_too(question: str) -> None:
    visited = Visited(ScriptedAsker())
    visited.visit.run(interview_with(**{question: YES}))
    assert visited.journal.allowed == [None]


def test_after_half_an_hour_the_screening_is_too_old_to_go_on_with() -> None:
    _, checkpoint = interrupted()
    visited = going_on(*[NO] * 5, after=31 * 60.0)
    with pytest.raises(NotCleared, match="30 minutes"):
        visited.visit.go_on(checkpoint)
    assert not visited.started


def test_the_after_rating_is_added_to_what_was_saved() -> None:
    asker = ScriptedAsker(ready=[AtReady.BEGIN])
    asker.before, asker.after = Rating(left=6), Rating(left=2, right=10)
    visited = Visited(asker)
    visited.visit.run(interview_with())
    *_, (_, saved, _), (_, rated, checkpoint) = visited.journal.noted
    assert (saved.status, saved.after) == (Status.COMPLETED, Rating())
    assert rated == saved.model_copy(update={"after": Rating(left=2, right=10)})
    assert checkpoint is None


def test_a_session_that_another_routine_took_the_place_of_is_remembered_as_that() -> None:
    visited = Visited(ScriptedAsker(ready=[AtReady.BEGIN]))
    visited.visit.run(interview_with(thin_bones=YES))
    assert visited.journal.last[0].routine == "light"
    assert visited.journal.last[0].level is Level.GENTLE


# --- before anything is asked --------------------------------------------------------------------


def test_warning_signs_are_shown_and_block_nothing() -> None:
    asker = ScriptedAsker()
    assert welcome(asker, NOW, ["Your left foot was sorer."], None) is None
    assert asker.advice == ["Your left foot was sorer."]


def test_without_a_sign_or_a_session_cut_off_nothing_is_shown() -> None:
    asker = ScriptedAsker()
    assert welcome(asker, NOW, [], None) is None
    assert (asker.advice, asker.minutes_ago) == ([], None)


@pytest.mark.parametrize("wanted", [True, False])
def test_a_session_cut_off_is_gone_on_with_only_after_a_yes(wanted: bool) -> None:
    _, checkpoint = interrupted(at=60.0)
    asker = ScriptedAsker()
    asker.goes_on = wanted
    now = NOW + timedelta(minutes=8)
    assert welcome(asker, now, [], checkpoint) == (checkpoint if wanted else None)
    assert asker.minutes_ago == 7


@pytest.mark.parametrize("leaving", [KeyboardInterrupt(), EOFError()])
def test_leaving_at_the_welcome_starts_nothing(leaving: BaseException) -> None:
    class Leaving(ScriptedAsker):
        def show_warning_signs(self, signs: Sequence[str]) -> None:
            raise leaving

    with pytest.raises(NothingStarted):
        welcome(Leaving(), NOW, ["A sign."], None)
