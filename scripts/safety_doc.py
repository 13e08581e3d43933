"""Write docs/safety.md: the prose below, and the tables from the questionnaire itself.

python scripts/safety_doc.py
"""

from pathlib import Path

from footcoach.core.profile import CLEARABLE, KEPT_DAYS
from footcoach.core.question import Level, Question
from footcoach.core.questionnaire import (
    CROSS_RULES,
    HEADINGS,
    HEADLINES,
    MEANINGS,
    NEVER_KEPT,
    QUESTION_SET,
    QUESTIONS,
)

NEVER = ", ".join(f"`{id_}`" for id_ in NEVER_KEPT)
DOCUMENT = Path(__file__).parents[1] / "docs" / "safety.md"

OPENING = f"""\
# What is asked before a massage, and why

This page is for people who want to check footcoach: podiatrists, physiotherapists, maintainers.
Its tables are written by `scripts/safety_doc.py` from the questionnaire that the program uses
(question set {QUESTION_SET}); a test says so if they differ.

**No clinician has reviewed it.** footcoach is not a medical device. Whether software that gives
such advice counts as one where you live was not researched.

## Why it asks at all

Rubbing a leg or foot is safe for most people. It can harm a few, and some of them do not know it:
there are reports of blood clots that went to the lung after a leg was massaged, some fatal. What
came before was a recent injury (Behera 2018, a hairline ankle fracture), pregnancy with a clot that
nobody knew of (Sutham 2020), or a clot two years earlier (Lim 2009). So the questions are about
signs and recent events, not only about diagnoses.

No list of contraindications rests on trials. Batavia (2004) compared 21 sources: they name between
3 and 86 each, and three in four give no reference. In a Delphi study of 37 experts on foam rolling
(Bartsch 2021) only open wounds and broken bones were agreed to be contraindications. Questionnaires
that ask for "any condition" send on a third of healthy people and are hard to read (Venkataraman
2024, on PAR-Q+). So each question here names a specific hazard of the foot or leg.

## How answers become a decision

- Every question is answered with yes, no or not sure. There is no default. Yes always means more
  risk. The first "not sure" shows the help and asks once more; a second one counts, mostly like a
  yes. On an emergency sign it means: medical advice today. It never counts as no.
- The gravest answer gives the level. Every other piece of advice is shown too.
- An emergency answer ends the questions at once and shows what to do.
- A screening holds for 30 minutes. Only `go` and `gentle` let a session start; nothing on the
  outcome page can lift any other level.
- **A session that was cut off** (a closed window, a kill) can be gone on with while its screening
  holds, once every danger sign has been asked again; any of them ends it. The level is the graver
  of then and now, and what was kept off stays so. One that was ended because something hurt cannot
  be gone on with. For this the outcome of a screening is written down, never an answer.
- **Over time.** A session that was stopped today because something hurt, soreness that was higher
  after each of three sessions in a row, two sessions in 14 days that ended because something hurt,
  or one foot that has been the sorer for two weeks are told before the questions, with what to do.
  They block nothing. The numbers are judgements; that heel pain which is no better within two weeks
  should be looked at is the NHS's.
- **Kept answers.** Who says so has the answers on health history kept, for {KEPT_DAYS} days at
  most. Then the danger signs, the feet today, "anything new or changed in your health since ...?"
  and the last doubt are still asked every time, and so is every follow-up that can be urgent, and
  {NEVER}, which grows wrong by time alone. Yes or not sure to a change: all is
  asked again. A changed question set, an age of over {KEPT_DAYS} days, a date to come or a damaged
  file: all is asked again, and the screen says why. {KEPT_DAYS} days is a judgement: one question
  asks about the last 3 months, and PAR-Q+ holds for 12 months at most.
- **Clearances.** `ask_first` on health history can be lifted, one question at a time, by noting who
  said that massage is fine, and when. It then counts as `gentle`, for 12 months at most and only
  while nothing has changed since (PAR-Q+). A doubt of one's own cannot be cleared, nor a
  `stop_today`, `urgent` or `emergency`. Diabetes with little feeling or poor flow needs both of its
  questions cleared. A cleared clot keeps hands off the calf.

| level | headline | what it means |
|---|---|---|
"""

JUDGEMENTS = """
## Judgements that no source settles

- **Not sure about a blood thinner or a pregnancy** counts as `gentle`, with the advice to check. A
  stricter reading would ask first.
- **A normal pregnancy** is `gentle`, feet only. Trials in healthy pregnancies found benefit and
  minor side effects (Mueller & Grunwald 2021; Coban & Sirin 2010). The authors of one case report
  would first have a clot ruled out (Sutham 2020).
- **Blood thinners** are `gentle`, after NCCIH ("avoid vigorous massage"); Mayo Clinic alone would
  support asking first.
- **A clot in the past** asks first, however long ago.
- **A warm, swollen foot with diabetes** is `urgent` (NICE, United Kingdom: within a working day).
  Victoria and Queensland send people to an emergency department.
- **The calf** is worked on only at level `go`. Every report of a clot that was found involved the
  leg, none the sole alone. That is absence of reports, not proof.
- **Pressure** is at most 4 of 10, at `gentle` 2. Mayo Clinic says that massage should not
  ordinarily be painful; no trial sets a number.
- **Emergency numbers** differ by country, so 112, 911 and 999 are given as examples.

## What footcoach does not know

- It cannot see or feel a foot. It knows what a person says, who may overlook a sore.
- No trial of screening oneself before massage was found, and none of how to score "not sure".
- People with a condition that nobody has told them of can honestly answer no to everything.
- The questions were tried by readers in the place of 118 described people
  (`tests/core/people.json`), not by patients. For all of them, two or three readers each, the level
  came out as the evidence asks, or graver where the file allows that.
- It asks about one leg that swells, not about one foot without warmth, nor about clots in an arm;
  not about drugs that weaken defences; and about dark pee only before a routine for runners. No
  source was found that would place them.

## Changing a rule

A change of a level, follow-up or cross-rule needs a primary source. The steps are in
[CONTRIBUTING.md](../CONTRIBUTING.md).
"""


def document() -> str:
    """Return the whole page."""
    lines = [f"| `{level}` | {HEADLINES[level]} | {MEANINGS[level]} |" for level in reversed(Level)]
    lines += ["", "## The questions", ""]
    lines += ["| id | question | yes | not sure | sources |", "|---|---|---|---|---|"]
    part = None
    for question in QUESTIONS:
        if question.part is not part:
            part = question.part
            lines.append(f"| | **{HEADINGS[part]}** | | | |")
        lines.append(row(question))
        lines += [row(follow_up, "if yes or not sure: ") for follow_up in question.follow_ups]
    lines += [
        "",
        "`hot_red_swollen.very_ill` is also asked when somebody is unwell and has a swollen leg or",
        "broken skin: the infection may already be reaching the blood (NHS; NICE NG19, 1.4.1).",
        "",
        "## Answers that mean more together",
        "",
        "| id | when | level | sources |",
        "|---|---|---|---|",
    ]
    for rule in CROSS_RULES:
        groups = [" or ".join(f"`{flag.question}`" for flag in group) for group in rule.when]
        sources = "; ".join(rule.sources)
        lines.append(f"| `{rule.id}` | {' and '.join(groups)} | `{rule.level}` | {sources} |")
    lines += [
        "",
        "Each with yes or not sure, except that `unwell_today` must be yes for the graver rule.",
        "At `gentle`, in pregnancy and with anything that makes one bleed, the calf is left alone.",
        "",
        "## What a clearance can lift",
        "",
        ", ".join(f"`{id_}`" for id_ in CLEARABLE) + ".",
    ]
    return OPENING + "\n".join(lines) + "\n" + JUDGEMENTS


def row(question: Question, before: str = "") -> str:
    """Return a question as a row of the table."""
    wording = f"{before}{question.wording}"
    levels = f"`{question.yes}` | `{question.not_sure}`"
    return f"| `{question.id}` | {wording} | {levels} | {'; '.join(question.sources)} |"


if __name__ == "__main__":
    DOCUMENT.parent.mkdir(exist_ok=True)
    DOCUMENT.write_text(document(), encoding="utf-8")
