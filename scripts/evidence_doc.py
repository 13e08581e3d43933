"""Write docs/evidence.md: the prose below, and the claims that `footcoach learn` shows.

python scripts/evidence_doc.py
"""

from collections.abc import Iterator
from pathlib import Path

from footcoach.core.claim import Claim, Grade, Source, by_topic
from footcoach.core.evidence import ABOUT, ARTICLE, CLAIMS

DOCUMENT = Path(__file__).parents[1] / "docs" / "evidence.md"

OPENING = f"""\
# What massage does and what it does not

This page is for people who want to check what footcoach says: podiatrists, physiotherapists,
curious users. Its claims are the ones that `footcoach learn` shows, written here by
`scripts/evidence_doc.py`; a test says so if they differ. Why the safety questions are asked is in
[safety.md](safety.md).

**No clinician has reviewed it.** Of most papers only the abstract was read. Official texts of
NCCIH, Mayo Clinic, CDC and the American Cancer Society, and NICE guideline NG19, were read as
copies or summaries. Where no address is given, none was found.

The project began from one article: {ARTICLE.citation} (<{ARTICLE.link}>). Where it says more than
the evidence does, the claim tells what it says and why footcoach does not.

## How the grades are meant

"""

CLOSING = """
## Judgements that no study settles

- **Pressure** ends at 4 of 10, at `gentle` at 2. No trial sets a limit.
- **When after a run**: cooled down, and lighter in the first three days after a race. Trials
  massaged within hours of the exercise; none was found that says how long to wait.
- **Strokes toward the heart** are a custom of massage that the routines keep. No study was found of
  whether the direction matters.
- **The yearly foot check** stands for "massage is fine with diabetes, gently". No trial has tested
  that.
- **Self-massage** is what footcoach leads; most trials had a therapist do the work.

## Changing a claim

A claim says no more than its source. A new one needs a primary source: a trial, a review or an
official text. Change `core/evidence.py`, then the second table of grades in
`tests/core/test_evidence.py` by hand, and run `python scripts/evidence_doc.py`. An idea graded C or
D also gets a row in `tests/test_claims.py`, which looks for it in everything that users can read.
"""

MEANINGS = {
    Grade.A: "studies or official advice agree",
    Grade.B: "few or small studies, effects that pass, or a judgement",
    Grade.C: "no study that was found shows it, or they disagree",
    Grade.D: "what is known speaks against it, or it can do harm",
}


def document() -> str:
    """Return the whole page."""
    return OPENING + "\n".join([*grades(), *counts(), *claims()]) + "\n" + CLOSING


def grades() -> Iterator[str]:
    yield "| grade | in words | means |"
    yield "|---|---|---|"
    for grade, meaning in MEANINGS.items():
        yield f"| {grade} | {grade.words} | {meaning} |"
    yield ""
    yield "A and B grade what the claim says. C and D grade the idea that it denies or warns of."
    yield ""


def counts() -> Iterator[str]:
    yield f"| topic | {' | '.join(Grade)} | all |"
    yield f"|---|{'---:|' * (len(Grade) + 1)}"
    for topic, group in by_topic(CLAIMS):
        yield f"| {topic} | {count(group)} |"
    yield f"| all | {count(CLAIMS)} |"


def count(group: tuple[Claim, ...] | list[Claim]) -> str:
    each = [sum(claim.grade is grade for claim in group) for grade in Grade]
    return " | ".join(map(str, [*each, len(group)]))


def claims() -> Iterator[str]:
    for topic, group in by_topic(CLAIMS):
        yield ""
        yield f"## {topic}: {ABOUT[topic]}"
        for claim in group:
            yield ""
            yield f"**{claim.id}: {claim.grade}, {claim.grade.words}.** {claim.text}"
            if claim.article:
                yield ""
                yield f"*{claim.article}*"
            yield ""
            yield from (item(source) for source in claim.sources)


def item(source: Source) -> str:
    link = f" <{source.link}>" if source.link else ""
    return f"- {source.citation}.{link}"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
