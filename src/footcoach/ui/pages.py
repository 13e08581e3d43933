"""What each page says, which keys work there, and what each key or typed word returns.

The full screen and line mode share these descriptions.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from rich.text import Text

from footcoach import HARM, PROBLEMS
from footcoach.core.cues import SORENESS, WATCH_FOR, farewell
from footcoach.core.interview import AtOutcome, AtReady, Interview, Keeping, Move
from footcoach.core.plan import Plan, excludable_zones
from footcoach.core.profile import KEPT_DAYS
from footcoach.core.question import Level, Said
from footcoach.core.questionnaire import (
    BY_ID,
    HEADINGS,
    HEADLINES,
    MEANINGS,
    SCOPE,
    effective,
)
from footcoach.core.record import Rating, SessionRecord, rating_changes
from footcoach.core.report import advice_with_cause, clearable_in
from footcoach.core.resume import ResumePoint
from footcoach.core.screening import Assessment
from footcoach.core.script import have_ready
from footcoach.core.states import Foot, Status, Zone
from footcoach.core.text import about_minutes, both, day_in_words
from footcoach.core.trends import WarningSign
from footcoach.ui.own_name import called
from footcoach.ui.page import Key, Page, Para
from footcoach.ui.wrapping import wrap

NO_KEYBOARD = "Once it has begun, you need the keyboard only to pause or stop."
NOT_SORE = "0 is not sore at all; you may skip this."

# About how many seconds a screen of questions takes to read and answer.
_SECONDS_A_SCREEN = 8

_LEAVE = Key("Ctrl-C", "leave")


def welcome_page(interview: Interview, how_to_answer: str) -> Page:
    """Say what footcoach is, how long the questions take, and that storing answers is optional."""
    count = interview.position[1]
    minutes = max(1, round(count * _SECONDS_A_SCREEN / 60))
    texts = [
        f"footcoach guides you as you massage your own feet. {SCOPE}",
        f"First come about {count} short screens of questions: about {minutes} "
        f"minute{'' if minutes == 1 else 's'}. They look for reasons not to massage today.",
        _stored(interview),
        interview.stored.notice,
        how_to_answer,
    ]
    return Page("Welcome to footcoach", _paras(texts), (Key("enter", "go on"), _LEAVE))


def _stored(interview: Interview) -> str:
    if history := interview.stored.history:
        day = day_in_words(history.answered_on)
        return f"Your health answers from {day} are stored. No others will be, unless you say so."
    return (
        "Your answers are not stored unless you say so. Your sessions are, on this computer only."
    )


def question_page(interview: Interview, ticked: tuple[str, ...] = ()) -> Page:
    """Show the interview's current question, one idea per line."""
    question = interview.question
    if question is None:
        raise ValueError("there is no question to show")
    body = [Para(question.lead, "title")]
    first, *rest = question.items
    yes = question.is_yes_or_no
    none = question.none or ("no" if yes else "none of these")
    if not yes:
        body.append(Para(first.text, item=first.id))
        body += [Para(item.text, close=True, item=item.id) for item in rest]
    elif first.text != "yes":
        body.append(Para(first.text, indent=2))
    if interview.unsure_once:
        body.append(Para("Not sure? This may help. Then answer once more:"))
    if interview.helping:
        body.append(Para(question.help, close=interview.unsure_once))
    # In reply to "when was your last ...?", "none" would mean never.
    no_words = (question.none, "n") if question.none else ("no" if yes else "none", "n", "none")
    keys = [
        *([Key("y", "yes", (first.id,), ("yes", "y"), answers=True)] if yes else []),
        Key("n", none, Said.NONE, no_words, answers=True),
        Key("u", "not sure", Said.NOT_SURE, ("not sure", "u"), answers=True),
        Key("?", "help", Move.HELP, ("help", "?")),
    ]
    if interview.previous:
        keys.append(Key("left", "back", Move.BACK, ("back",)))
    number, count = interview.position
    return Page(
        head=HEADINGS[question.section],
        body=tuple(body),
        keys=(*keys, _LEAVE),
        note=f"{number} of about {count}",
        ticked=ticked,
    )


def outcome_page(assessment: Assessment, note: str, keeping: Keeping = Keeping.NOT_OFFERED) -> Page:
    """Show the level, all advice with the answers that led to it, and then the other answers."""
    level = assessment.level
    leave = Key("enter", "leave", AtOutcome.GO_ON, ("leave",))
    go_on = Key("enter", "go on", AtOutcome.GO_ON, ("continue",))
    keys = [leave if level.blocks else go_on]
    if level is Level.EMERGENCY:
        keys.append(Key("left", "I pressed the wrong key", AtOutcome.BACK, ("back",)))
    else:
        keys.append(Key("left", "change an answer", AtOutcome.CHANGE, ("change",)))
    if keeping is Keeping.OFFERED:
        keep = f"keep my health answers for {KEPT_DAYS} days"
        keys.append(Key("k", keep, AtOutcome.KEEP, ("keep",)))
    elif keeping is Keeping.CHOSEN:
        keys.append(Key("k", "do not keep them", AtOutcome.KEEP, ("do not keep",)))
    return Page(
        head=HEADLINES[level],
        style=f"level.{level}",
        body=(*outcome_paras(assessment, note), *answer_paras(assessment)),
        keys=tuple(keys),
        status=will_be_kept(assessment) if keeping is Keeping.CHOSEN else "",
        urgent=f"{HEADLINES[level]} {MEANINGS[level]}" if level.blocks else "",
    )


def outcome_paras(assessment: Assessment, note: str) -> tuple[Para, ...]:
    """Return what to do, with each piece of advice below the answer that led to it."""
    paras = [*_paras([MEANINGS[assessment.level], note])]
    for cause, advice in advice_with_cause(assessment):
        paras.append(Para(cause[0].upper() + cause[1:], "title"))
        paras += [Para(advice, close=True, indent=2)] if advice else []
    if not assessment.level.blocks:
        # The calf need not be mentioned: a gentle massage leaves it out by definition.
        zones = assessment.blocked_zones - {Zone.CALF}
        paras += [Para(f"The massage keeps off the {both(sorted(zones))}.")] if zones else []
        places = both(place.label for place in assessment.places) if assessment.places else ""
        paras += [Para(f"You will be asked where it is: {places}.")] if places else []
    if to_clear := clearable_in(assessment):
        paras.append(Para("Once they have said yes, note who and when. Type:"))
        paras += [
            Para(f"footcoach profile clearance add {id_}", close=True, indent=2) for id_ in to_clear
        ]
    return tuple(paras)


def answer_paras(assessment: Assessment) -> tuple[Para, ...]:
    """Return the answers that played no part in the outcome, with a count for all "none" and "no".

    Nobody reads "none" twenty times; the key for changing an answer lists every answer.
    """
    causes = {id_ for reason in assessment.reasons for id_ in (reason.id, *reason.because)}
    others = [
        item.label
        for id_, answer in effective(assessment.answers).items()
        for item in BY_ID[id_].picked(answer)
        if f"{id_}.{item.id}" not in causes
    ]
    count = sum(answer is Said.NONE for answer in assessment.answers.values())
    lines = [f"You also said: {'; '.join(others)}."] if others else []
    if count:
        which = "all" if count == len(assessment.answers) else "the other"
        questions = "question" if count == 1 else f"{count} questions"
        lines.append(f"You answered none or no to {which} {questions}.")
    if assessment.kept_on:
        lines.append(f"Health history: your answers from {day_in_words(assessment.kept_on)}.")
    return tuple(Para(line, close=number > 0) for number, line in enumerate(lines))


def will_be_kept(assessment: Assessment) -> str:
    """Say what the person has just chosen to save, where, and until when."""
    until = assessment.screened_at.date() + timedelta(days=KEPT_DAYS)
    return (
        f"Your answers about your health history will be kept on this computer until "
        f"{day_in_words(until)}. To erase them: footcoach profile clear."
    )


def ready_lines(plan: Plan, notes: Sequence[str] = ()) -> list[str]:
    """Describe the session about to begin, one paragraph per string."""
    feet = "left foot, then right" if plan.feet is Foot.BOTH else f"{plan.feet} foot"
    lines = [f"{plan.routine.title}: {about_minutes(plan.seconds)}, {feet}.", plan.routine.caution]
    lines += notes
    if kept_off := plan.avoided_zones & set(excludable_zones(plan.routine)):
        lines.append(f"You keep off the {both(sorted(kept_off))}.")
    if plan.skipped_steps:
        titles = ", ".join(step.title.lower() for step in plan.skipped_steps)
        lines.append(f"Left out: {titles}.")
    if plan.dropped_steps:
        titles = ", ".join(step.title.lower() for step in plan.dropped_steps)
        lines.append(f"Left out to make it shorter: {titles}.")
    lines.append(plan.length_note)
    lines.append(have_ready(plan.tools))
    if plan.routine.level is Level.GENTLE:
        lines.append(f"Pressure {plan.ceiling} of 10 at most: light.")
    else:
        lines.append("Pressure 3 of 10 is firm; 10 would be as hard as you can. Pain is too much.")
    return [line for line in lines if line]


def ready_page(plan: Plan, notes: Sequence[str], before: Rating, *, settled: bool = False) -> Page:
    """Show what to have ready, and ask the last questions before the hands are oily.

    Unless that is `settled`, one question is which parts to keep off.
    """
    keep_off = Key("k", "keep off a part", AtReady.KEEP_OFF, ("keep off",))
    remember = Key("r", "remember these parts, or not", AtReady.REMEMBER, ("remember",))
    zones = (keep_off, *([remember] if plan.wanted.excluded_zones else []))
    return Page(
        head="Ready?",
        body=_paras([*ready_lines(plan, notes), NO_KEYBOARD]),
        keys=(
            Key("enter", "begin", AtReady.BEGIN, ("begin",)),
            *(() if settled else zones),
            Key("t", "test sound", AtReady.TEST_SOUND, ("test",)),
            Key("m", "sound off or on", AtReady.MUTE, ("mute",)),
            _LEAVE,
        ),
        sore="How sore now",
        feet=plan.feet,
        rating=before,
    )


def resume_page(point: ResumePoint, minutes_ago: int) -> Page:
    """Ask whether to resume a session that was cut off, and say what each answer leads to."""
    done = about_minutes(point.record.done_seconds)
    ago = "less than a minute" if minutes_ago < 1 else f"{minutes_ago} min"
    texts = [
        f"'{point.routine.title}' was cut off {ago} ago, after {done}.",
        "Yes, if it was yours and nothing is new: you are asked about the danger signs again, "
        "and carry on where you left off.",
        "No: that session goes into your history, and you start again.",
    ]
    keys = (
        Key("y", "yes, carry on", True, ("yes",), answers=True),
        Key("n", "no, start again", False, ("no",), answers=True),
    )
    return Page("Carry on where you left off?", _paras(texts), (*keys, _LEAVE))


def warnings_page(signs: Sequence[WarningSign]) -> Page:
    """Show warnings from earlier sessions; if both feet are to be left alone, Enter leaves."""
    texts = [sign.text for sign in signs]
    keys: tuple[Key, ...] = (Key("enter", "go on", True),)
    urgent = ""
    if any(sign.leave_first for sign in signs):
        urgent = texts[0]
        danger = any(sign.name == "danger" for sign in signs)
        go_on = "a doctor says it is fine: go on" if danger else "go on all the same"
        keys = (
            Key("enter", "leave", False, ("leave",)),
            Key("g", go_on, True, ("go on",), answers=True),
        )
    return Page("Before you start", _paras(texts), keys, style="level.urgent", urgent=urgent)


def rating_page(advice: Sequence[str], feet: Foot) -> Page:
    """Show what to do after the massage, and ask how sore the feet are now."""
    texts = [*advice[1:], f"{NOT_SORE} This page closes after five minutes."]
    page = _rating_page(advice[0], texts, "How sore now", feet, "done")
    # Hands may still be oily.
    return replace(page, urgent=advice[0], waits=300.0)


def rate_last_page(record: SessionRecord) -> Page:
    """Ask how sore the feet were right after the last session."""
    when = f"'{record.routine}' on {record.started_at:%A at %H:%M}"
    texts = [f"You rated them before {when}, but not after it.", NOT_SORE]
    head = "How were your feet afterwards?"
    return _rating_page(head, texts, "How sore right after it", record.feet, "go on")


def _rating_page(head: str, texts: Sequence[str], sore: str, feet: Foot, enter: str) -> Page:
    tab = (Key("Tab", "the other foot"),) if feet is Foot.BOTH else ()
    keys = (Key("0-9", "rate"), *tab, Key("enter", enter, words=(enter,)))
    return Page(head, _paras(texts), keys, sore=sore, feet=feet)


def advice_page(title: str, advice: Sequence[str]) -> Page:
    """Show what to do now, after a session stopped because of pain or danger signs."""
    keys = (Key("enter", "leave"),)
    return Page(title, _paras(advice), keys, style="level.urgent", urgent=advice[0])


def outcome_summary(assessment: Assessment, note: str, width: int) -> Text:
    """Repeat the outcome with all its advice, so that it remains after the full screen closes."""
    lines = [Text(HEADLINES[assessment.level], style=f"level.{assessment.level}")]
    for number, (text, style, close, indent, _) in enumerate(outcome_paras(assessment, note)):
        lines += [] if close or not number else [Text()]
        lines += wrap(text, width, style, first=" " * indent)
    return Text("\n").join([*lines, Text()])


def session_summary(record: SessionRecord, width: int) -> Text:
    """Say how the session ended, what to do, what to watch for, and where to report harm."""
    first, *others = farewell(record.status)
    lines = [*wrap(first, width, "title"), *(line for text in others for line in wrap(text, width))]
    danger = record.status is Status.STOPPED_DANGER
    if record.done_seconds >= 1 and not danger:
        lines.append(Text(f"The session lasted {about_minutes(record.done_seconds)}."))
    if not danger:
        changes = rating_changes(record.before, record.after, record.feet)
        lines += [Text(each) for each in changes]
    if record.done_seconds >= 1 and not danger:
        watch_for = WATCH_FOR if record.status is Status.STOPPED_HURT else (SORENESS, *WATCH_FOR)
        lines += [Text(), Text("Over the next few days", style="heading")]
        lines += [line for text in watch_for for line in wrap(text, width, first="- ")]
    if record.status in {Status.STOPPED_HURT, Status.STOPPED_DANGER}:
        lines += [Text(), *wrap(called(HARM), width), Text(PROBLEMS)]
    return Text("\n").join(lines)


def _paras(texts: Sequence[str]) -> tuple[Para, ...]:
    return tuple(Para(text) for text in texts if text)
