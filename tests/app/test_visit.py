"""What a visit promises: nobody gets to a timed step unscreened, and what was asked for holds."""

import json
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import saved
from doubles import FakeClock, RecordingVoice, ScriptedInterface, terminated
from footcoach.app.ready import NO_PART
from footcoach.app.visit import Request, Visit
from footcoach.core.errors import ExitCode, NotCleared, NothingStarted, UsageError
from footcoach.core.interview import AtOutcome, AtReady
from footcoach.core.plan import FRESH
from footcoach.core.question import Answer, Level, Said
from footcoach.core.record import Rating, SessionRecord
from footcoach.core.resume import ResumePoint
from footcoach.core.routine import Routine
from footcoach.core.schedule import Wanted, nearest_minutes, seconds_of
from footcoach.core.settings import Settings, State
from footcoach.core.states import Command, Foot, Status, Zone
from footcoach.storage.files import data_folder
from footcoach.storage.history import History
from footcoach.storage.library import Found, Whose, load_routine
from footcoach.storage.resume import load_resume_point
from footcoach.storage.settings import load_state, save_state
from samples import FINISH, NOW, PREPARE, a_record, a_routine, a_step, answered, chosen

NONE = Said.NONE
SWOLLEN: Answer = ("swelling",)
GO_ON = AtOutcome.GO_ON
BEGIN, KEEP_OFF = AtReady.BEGIN, AtReady.KEEP_OFF
STRONG = a_routine(
    PREPARE, a_step(title="Toes", zone="toes"), a_step(zone="arch"), FINISH, title="Strong"
)
DANGER: list[Answer] = [NONE, NONE, NONE, SWOLLEN]
LEFT = KeyboardInterrupt()
DANGER_SIGNS = ["chest", "nerves", "cold", "one_leg", "hot"]


class Visited:
    """A visit and the doubles around it; questions without a reply are answered by a file."""

    def __init__(
        self,
        *commands: tuple[float, Command | BaseException],
        replies: list[Any] | None = None,
        given: Iterable[str] | None = None,
        routine: Routine = STRONG,
        whose: Whose = Whose.BUILT_IN,
        minutes_later: float = 0.0,
        settings: Settings | None = None,
        request: dict[str, Any] | None = None,
        **script: Any,
    ) -> None:
        self.clock = FakeClock()
        self.clock.move(minutes_later * 60)
        script = {"replies": replies or [], "ready": [BEGIN], "outcomes": [GO_ON]} | script
        self.interface = ScriptedInterface(self.clock, *commands, **script)
        self.voices: list[RecordingVoice] = []
        self.routine, self.whose = routine, whose
        self.given = None if replies is not None else given or ()
        self.settings, self.request = settings or Settings(), request or {}

    def run(self) -> ExitCode:
        found = Found("strong", Path("strong.toml"), self.whose)
        answers = None if self.given is None else answers_file(self.given, self.clock, self.routine)
        request = Request(routine=(found, self.routine), answers=answers, **self.request)
        self.visit = Visit(request, self.interface, self.clock, self.settings, self._find_voice)
        return self.visit.run()

    def _find_voice(self, _: Settings, *, muted: bool = False, **__: object) -> RecordingVoice:
        self.voices.append(RecordingVoice(self.clock, muted=muted))
        return self.voices[-1]

    @property
    def heard(self) -> list[str]:
        return [words for _, words in self.voices[-1].heard]

    @property
    def started(self) -> bool:
        return bool(self.interface.title)


def answers_file(given: Iterable[str], clock: FakeClock, routine: Routine) -> Path:
    answers = answered(chosen(*given), after_exercise=routine.asks_runner_question)
    path = data_folder() / "answers.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"date": clock.wall().date().isoformat(), "answers": answers}))
    return path


def test_a_cleared_person_is_led_through_the_whole_routine() -> None:
    visited = Visited(replies=[NONE] * 21)
    assert visited.run() is ExitCode.OK
    assert visited.interface.title == "Strong"
    assert visited.clock.now() == pytest.approx(seconds_of(STRONG))
    assert [(r.routine, r.status) for r in saved()] == [("strong", Status.COMPLETED)]
    assert visited.visit.problems == ()


def test_the_end_of_a_session_is_saved_once_because_the_disk_can_be_slow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    added: list[SessionRecord] = []
    monkeypatch.setattr(History, "add", lambda _, record: added.append(record))
    Visited().run()
    assert [record.status for record in added] == [Status.COMPLETED]


def test_the_time_to_get_ready_is_as_long_as_the_settings_say() -> None:
    visited = Visited(settings=Settings(get_ready_seconds=20.0))
    visited.run()
    assert visited.clock.now() == pytest.approx(seconds_of(STRONG) + 3 * 15)


def test_clips_are_rendered_while_the_questions_are_asked_and_then_of_the_very_session() -> None:
    for zones, keep in ((frozenset[Zone](), True), (frozenset({Zone.ARCH}), False)):
        ready = [AtReady.KEEP_OFF, BEGIN]
        visited = Visited(replies=[NONE] * 21, zones=zones, ready=ready)
        visited.run()
        [voice] = visited.voices
        (before, _), *_, (texts, kept) = voice.prepared
        assert any(text.startswith("Toes. ") for text in before)
        assert set(visited.heard) <= set(texts)
        assert kept is keep, "what is kept off today does not stay on the disk"
        assert any("1 step is left out" in text for text in texts) is not keep
    visited = Visited(replies=[KeyboardInterrupt()])
    with pytest.raises(NothingStarted):
        visited.run()
    assert len(visited.voices[0].prepared) == 1


def test_a_voice_that_turns_out_slow_gets_its_time_and_an_agreed_length_never_becomes_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shortest = nearest_minutes(STRONG, Wanted(feet=Foot.BOTH, minutes=0))
    paces: list[float] = []
    monkeypatch.setattr(RecordingVoice, "pace", property(lambda _: paces.pop(0)))
    for minutes in (None, shortest):
        paces.extend([1.0, 1.6])
        visited = Visited(request={"minutes": minutes})
        assert visited.run() is ExitCode.OK
        usual = seconds_of(STRONG) if minutes is None else minutes * 60
        assert usual + 5 < visited.clock.now() < usual * 1.6


@pytest.mark.parametrize("question", ["skin.open", "lump", "ever.clot"])
def test_a_blocking_answer_starts_nothing_and_nothing_is_heard(question: str) -> None:
    visited = Visited(given=[question])
    assert visited.run() is ExitCode.NOT_CLEARED
    assert not visited.started
    assert visited.heard == []


def test_at_gentle_the_gentle_routine_takes_its_place_and_the_note_says_so() -> None:
    visited = Visited(given=["thin.skin"])
    assert visited.run() is ExitCode.OK
    assert visited.interface.title == load_routine("gentle").title
    assert visited.interface.notes[0].endswith("instead of 'Strong'.")
    # Who chose it because their feet are out of reach cannot do the gentle one.
    ball = a_routine(a_step(tool="ball"), level="go")
    out_of_reach = Visited(routine=ball, given=["thin.skin"])
    out_of_reach.run()
    assert out_of_reach.interface.notes[0].endswith("leave it for today.")
    assert (saved()[0].routine, saved()[0].level) == ("gentle", Level.GENTLE)


def test_a_routine_of_ones_own_is_named_as_unchecked() -> None:
    visited = Visited(whose=Whose.YOURS)
    visited.run()
    assert "nobody has checked" in visited.interface.ready_notes[0].casefold()


def test_answers_that_grow_old_on_the_ready_page_start_nothing() -> None:
    visited = Visited()

    def slow(*_: object, **__: object) -> tuple[AtReady, Rating]:
        visited.clock.move(FRESH.total_seconds() + 1)
        return BEGIN, Rating()

    visited.interface.show_ready = slow  # type: ignore[method-assign]
    with pytest.raises(NotCleared, match="over 30 minutes old"):
        visited.run()
    assert not visited.started


@pytest.mark.parametrize("wished", [True, False])
def test_what_to_keep_off_is_remembered_for_next_time_if_that_is_wished(wished: bool) -> None:
    ready = [KEEP_OFF, *([AtReady.REMEMBER] if wished else []), BEGIN]
    Visited(ready=ready, zones=frozenset({Zone.ARCH})).run()
    again = Visited()
    again.run()
    assert [step.zone for step in again.interface.plans[0].skipped_steps] == [Zone.ARCH] * wished
    assert ("remembered for next time" in again.interface.ready_notes[0]) == wished
    Visited(ready=[AtReady.REMEMBER, BEGIN]).run()
    assert load_state().excluded_zones == frozenset()


def test_remembered_parts_that_leave_nothing_to_massage_are_asked_about_again() -> None:
    only = a_routine(PREPARE, a_step(zone="sole"), FINISH)
    save_state(State(excluded_zones=frozenset({Zone.SOLE})))
    visited = Visited(routine=only, where=[frozenset()])
    visited.run()
    asked, *offered = visited.interface.places_asked[-1]
    assert asked.endswith("remembered from last time. Keep off which parts today?")
    assert Zone.SOLE in offered
    assert saved()
    save_state(State(excluded_zones=frozenset({Zone.SOLE})))
    nobody_changes_it = Visited(routine=only, where=[frozenset({Zone.SOLE})])
    with pytest.raises(UsageError, match="keep off are remembered from last time"):
        nobody_changes_it.run()


@pytest.mark.parametrize("text", ['{"excluded_zones": ["heal"]}', "{", ""])
def test_where_what_is_remembered_cannot_be_read_the_person_is_told_and_nothing_is_lost(
    text: str, home: Path
) -> None:
    home.mkdir()
    (home / "state.json").write_text(text, encoding="utf-8")
    visited = Visited()
    visited.run()
    assert "choose them again" in visited.interface.ready_notes[0]
    assert any("state.json is damaged" in problem for problem in visited.visit.problems)
    assert (home / "state.json").read_text(encoding="utf-8") == text


def test_keeping_off_everything_is_refused_and_asked_again() -> None:
    only = a_routine(PREPARE, a_step(zone="sole"), FINISH)
    visited = Visited(routine=only, ready=[KEEP_OFF, BEGIN], zones=frozenset({Zone.SOLE}))
    assert visited.run() is ExitCode.OK
    assert "choose another" in visited.interface.ready_notes[1]
    assert visited.interface.plans[-1].skipped_steps == ()


def test_choosing_no_part_to_keep_off_is_said_because_enter_alone_ticks_nothing() -> None:
    visited = Visited(ready=[KEEP_OFF, BEGIN])
    visited.run()
    assert NO_PART in visited.interface.ready_notes[1]


SORE_SPOT = ["hot.hot_red", "hot.only.shoe"]


@pytest.mark.parametrize(
    "leaves",
    [
        {"ready": [KeyboardInterrupt()]},
        {"ready": [EOFError()]},
        {"given": SORE_SPOT, "where": [KeyboardInterrupt()]},
    ],
)
def test_leaving_before_the_first_step_starts_nothing(leaves: dict[str, Any]) -> None:
    visited = Visited(**leaves)
    with pytest.raises(NothingStarted):
        visited.run()
    assert not visited.started


def test_where_something_is_is_asked_before_the_ready_page_and_kept_off() -> None:
    visited = Visited(given=SORE_SPOT, ready=[KEEP_OFF, BEGIN], where=[frozenset({Zone.TOES})])
    visited.run()
    ((title, *zones),) = visited.interface.places_asked
    assert title == "Where is it: rubbed by a shoe?"
    assert set(zones) <= {Zone.TOES, Zone.BALL, Zone.ARCH, Zone.HEEL, Zone.TOP, Zone.ANKLE}
    assert Zone.TOES not in visited.interface.zones_offered
    assert all(Zone.TOES in each.avoided_zones for each in visited.interface.plans)


def test_without_a_place_it_is_asked_once_more_and_then_all_it_could_be_is_kept_off() -> None:
    nowhere: frozenset[Zone] = frozenset()
    visited = Visited(given=["calm.joint"], where=[nowhere, nowhere])
    visited.run()
    first, second = visited.interface.places_asked
    assert "Choose at least one, or the massage will keep off all of them." in second[0]
    assert set(first[1:]) == set(second[1:]) <= visited.interface.plans[-1].avoided_zones


def test_a_length_that_does_not_fit_is_refused_before_anything_is_asked() -> None:
    visited = Visited(replies=[], request={"minutes": 0.5})
    with pytest.raises(UsageError, match="choose from"):
        visited.run()
    assert visited.interface.asked == []


# --- how it ends ---------------------------------------------------------------------------------


def test_pain_shows_advice_and_praises_nobody() -> None:
    visited = Visited((10.0, Command.HURTS), (11.0, Command.SHARP))
    assert visited.run() is ExitCode.OK
    shown = " ".join(visited.interface.advice)
    assert "Stop for today" in shown
    assert "socks" in shown
    assert "Well done" not in shown
    assert visited.interface.rated is None


def test_danger_signs_put_the_emergency_number_first() -> None:
    visited = Visited((10.0, Command.HURTS), (11.0, Command.DANGER))
    assert visited.run() is ExitCode.NOT_CLEARED
    assert visited.interface.advice[0].startswith("Call your emergency number now")


@pytest.mark.parametrize("leaving", [KeyboardInterrupt(), terminated()])
def test_breaking_off_asks_and_speaks_nothing_more(leaving: BaseException) -> None:
    visited = Visited((20.0, leaving))
    visited.run()
    assert visited.interface.rated is None
    assert not any("socks" in words for words in visited.heard)


def test_the_summary_says_what_matters_after_the_lotion(capsys: pytest.CaptureFixture[str]) -> None:
    Visited((20.0, KeyboardInterrupt()), given=["thin.skin"]).run()
    printed = " ".join(capsys.readouterr().out.split())
    assert "You can do gentle massage today" in printed
    assert "Wipe your soles and hands dry" in printed


def test_only_the_feet_that_were_massaged_are_rated() -> None:
    visited = Visited(request={"feet": Foot.RIGHT}, before=Rating(right=6), after=Rating(right=2))
    visited.run()
    assert visited.interface.rated is Foot.RIGHT
    assert (saved()[0].before, saved()[0].after) == (Rating(right=6), Rating(right=2))


def test_a_rating_that_is_missing_is_asked_for_at_the_next_start() -> None:
    started = NOW - timedelta(days=1)
    History().add(a_record(0, before=Rating(left=6), after=Rating(), started_at=started))
    visited = Visited(earlier=Rating(left=2))
    visited.run()
    assert [record.before for record in visited.interface.rated_later] == [Rating(left=6)]
    assert Rating(left=2) in [record.after for record in saved()]
    again = Visited()
    again.run()
    assert again.interface.rated_later == []


def test_what_was_chosen_is_remembered_for_a_quick_start() -> None:
    Visited(request={"feet": Foot.RIGHT, "minutes": 5.0}).run()
    state = load_state()
    assert (state.last_routine, state.last_feet, state.last_minutes) == ("strong", Foot.RIGHT, 5.0)


# --- what is heard -------------------------------------------------------------------------------


def test_the_session_and_the_aftercare_are_spoken() -> None:
    visited = Visited()
    visited.run()
    assert visited.heard[0].startswith("Strong, ")
    assert "Wipe your soles and hands dry" in visited.heard[-1]


def test_the_sound_can_be_tried_and_muted_before_the_lotion_and_stays_so() -> None:
    visited = Visited(ready=[AtReady.TEST_SOUND, AtReady.MUTE, BEGIN])
    visited.run()
    assert len(visited.heard) == 1
    assert "Sound is off." in visited.interface.ready_notes[-1]
    assert load_state() == State(muted=True, last_routine="strong")
    again = Visited(ready=[AtReady.MUTE, BEGIN])
    again.run()
    assert len(again.heard) > 1
    assert not load_state().muted


def test_an_option_counts_before_what_was_muted_last_time() -> None:
    save_state(State(muted=True))
    visited = Visited(request={"sound": True})
    visited.run()
    assert visited.heard


def test_no_health_answer_is_ever_spoken() -> None:
    visited = Visited(given=["pregnant.yes"])
    visited.run()
    assert not any("pregnan" in words.casefold() for words in visited.heard)


# --- a session that was cut off ------------------------------------------------------------------


def cut_off(at: float = 60.0, **options: Any) -> tuple[Visited, ResumePoint]:
    """Return a visit that was broken off with the arch kept off, and where it can be resumed."""
    visited = Visited(
        (at, KeyboardInterrupt()),
        ready=[KEEP_OFF, BEGIN],
        zones=frozenset({Zone.ARCH}),
        before=Rating(left=6, right=4),
        **options,
    )
    assert visited.run() is ExitCode.INTERRUPTED
    point = load_resume_point()
    assert point is not None
    return visited, point


def resuming(*replies: Any, minutes_later: float = 5.0, **script: Any) -> Visited:
    return Visited(replies=list(replies), minutes_later=minutes_later, resumes=True, **script)


def test_a_session_that_can_be_resumed_is_not_asked_about_as_if_it_were_over() -> None:
    _, point = cut_off()
    # As the history has it if the program was killed after "It hurts: too hard".
    History().add(point.record.model_copy(update={"status": Status.STOPPED_EARLY}))
    again = resuming(*[NONE] * 5)
    again.run()
    assert again.interface.rated_later == []


def test_resuming_shows_an_outcome_only_if_it_comes_with_advice() -> None:
    for cold, shown in (([NONE], 0), ([("cannot_move",), ("asleep",)], 1)):
        cut_off()
        visited = resuming(NONE, NONE, *cold, NONE, NONE)
        assert visited.run() is ExitCode.OK
        assert len(visited.interface.notes) == shown, "wait until you feel the whole foot again"


def test_resuming_asks_the_danger_signs_again_and_nothing_else() -> None:
    first, point = cut_off(at=115.0)
    visited = resuming(*[NONE] * 5)
    assert visited.run() is ExitCode.OK
    assert visited.interface.asked == DANGER_SIGNS
    assert visited.interface.minutes_ago == 3
    (record,) = saved()
    assert (record.id, record.status) == (point.record.id, Status.COMPLETED)
    assert record.before == Rating(left=6, right=4)
    assert visited.interface.plans[0] == first.interface.plans[-1]
    assert "Carrying on with: toes (right foot" in visited.interface.ready_notes[0]


def test_resuming_a_routine_after_exercise_asks_the_runners_sign_too() -> None:
    cut_off(routine=STRONG.model_copy(update={"after_exercise": True}))
    visited = resuming(*[NONE] * 6)
    visited.run()
    assert visited.interface.asked == [*DANGER_SIGNS, "runner"]


def test_what_to_keep_off_cannot_be_changed_half_way() -> None:
    visited, _ = cut_off()
    assert not visited.interface.settled
    visited = resuming(*[NONE] * 5)
    visited.run()
    assert visited.interface.settled


def test_a_danger_sign_called_wrong_is_asked_again_and_then_it_resumes() -> None:
    cut_off()
    visited = resuming(*DANGER, NONE, NONE, NONE, outcomes=[AtOutcome.CHANGE], change="one_leg")
    assert visited.run() is ExitCode.OK


@pytest.mark.parametrize(
    ("script", "ends"),
    [
        ({"replies": [NONE, LEFT], "resumes": True}, False),
        ({"replies": [EOFError()], "resumes": True}, False),
        ({"replies": [*DANGER, LEFT], "resumes": True}, True),
        ({"replies": [LEFT], "resumes": False}, True),
        # With newer answers from a file, it is not even asked about.
        ({"given": [], "ready": [LEFT], "resumes": True}, True),
    ],
)
def test_leaving_leaves_it_as_it_was_but_after_a_danger_sign_a_no_or_newer_answers(
    script: dict[str, Any], ends: bool
) -> None:
    _, point = cut_off()
    visited = Visited(minutes_later=1, **script)
    with pytest.raises(NothingStarted):
        visited.run()
    assert load_resume_point() == (None if ends else point)
    assert saved() == [point.record]
    assert (visited.interface.minutes_ago is None) is ("given" in script)


def test_a_danger_sign_ends_it_for_good() -> None:
    _, point = cut_off()
    visited = resuming(*DANGER, *[NONE] * 3)
    assert visited.run() is ExitCode.NOT_CLEARED
    assert not visited.started
    assert load_resume_point() is None
    assert saved() == [point.record]


@pytest.mark.parametrize(("at", "minutes_later"), [(2.0, 1), (60.0, 31)])
def test_before_its_first_step_and_after_half_an_hour_it_is_saved_but_not_offered(
    at: float, minutes_later: float
) -> None:
    _, point = cut_off(at=at)
    visited = resuming(*[NONE] * 21, minutes_later=minutes_later)
    visited.run()
    assert visited.interface.minutes_ago is None
    assert point.record in saved()


# --- warnings ------------------------------------------------------------------------------------


def hurt_today() -> None:
    History().add(a_record(0, status="stopped_hurt", started_at=NOW - timedelta(hours=1)))


def test_warning_signs_come_first_and_stand_on_the_ready_page_too() -> None:
    hurt_today()
    visited = Visited()
    assert visited.run() is ExitCode.OK
    assert visited.interface.advice[0] in visited.interface.ready_notes[0]


def test_leaving_at_a_warning_starts_nothing() -> None:
    hurt_today()
    visited = Visited(replies=[], goes_on=False)
    with pytest.raises(NothingStarted):
        visited.run()
    assert visited.interface.asked == []
