"""Print the reading grade (Flesch-Kincaid) of every question, help text, piece of advice and claim.

python scripts/reading_grade.py

The aim is a reading age of 9 to 11, as the NHS content guide asks: at most grade 5 for all
questions together, 7 for any help text, and 9 for any claim about massage. The lead and each
lettered line count as separate sentences, because that is how they are read. A single question is
often too short for the formula to mean much.
"""

import textstat

from footcoach.core.evidence import CLAIMS
from footcoach.core.question import Question
from footcoach.core.questionnaire import BY_ID, RULES

MOST_FOR_QUESTIONS = 5.0
MOST_FOR_A_HELP = 7.0
MOST_FOR_A_CLAIM = 9.0


def grade(text: str) -> float:
    """Return the US school grade needed to read the text."""
    return float(textstat.flesch_kincaid_grade(text))


def sentences(question: Question) -> str:
    """Return the lead and each item as sentences."""
    lines = [question.lead, *(item.text for item in question.items if item.text != "yes")]
    return " ".join(line.rstrip(":?.") + "." for line in lines)


def grade_of_questions() -> float:
    return grade(" ".join(map(sentences, BY_ID.values())))


def too_hard() -> list[str]:
    """Return the ids of the questions whose help text is above the aim."""
    return [each.id for each in BY_ID.values() if grade(each.help) > MOST_FOR_A_HELP]


def claims_too_hard() -> list[str]:
    """Return the ids of the claims whose text, or note on the article, is above the aim."""
    return [each.id for each in CLAIMS if hardest(each.text, each.article) > MOST_FOR_A_CLAIM]


def hardest(*texts: str) -> float:
    return max((grade(text) for text in texts if text), default=0.0)


def advice(question: Question) -> tuple[str, ...]:
    return (*(item.advice for item in question.items), question.advice_if_unsure)


def main() -> None:
    print(f"{'':34}question   help  advice (hardest)")
    for each in BY_ID.values():
        grades = (grade(sentences(each)), grade(each.help), hardest(*advice(each)))
        print(f"{each.id:34}{grades[0]:8.1f}{grades[1]:7.1f}{grades[2]:8.1f}")
    for rule in RULES:
        print(f"{rule.id:34}{'':15}{grade(rule.advice):8.1f}")
    for claim in CLAIMS:
        print(f"{claim.id:34}{'claim':>8}{hardest(claim.text, claim.article):7.1f}")
    print(f"All questions together: {grade_of_questions():.1f} (aim {MOST_FOR_QUESTIONS:.0f})")
    print(f"Help above {MOST_FOR_A_HELP:.0f}: {', '.join(too_hard()) or 'none'}")
    print(f"Claims above {MOST_FOR_A_CLAIM:.0f}: {', '.join(claims_too_hard()) or 'none'}")


if __name__ == "__main__":
    main()
