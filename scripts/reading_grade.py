"""Print the reading grade (Flesch-Kincaid) of every question, help, piece of advice and claim.

python scripts/reading_grade.py

The aim is a reading age of 9 to 11, as the NHS content guide asks: grade 5 at most for all
questions together, 7 at most for any help, 9 for any claim about massage. A single question is
often too short for the formula to mean much.
"""

import textstat

from footcoach.core.evidence import CLAIMS
from footcoach.core.question import Answer, Question
from footcoach.core.questionnaire import CHANGED, CROSS_RULES
from footcoach.core.report import BY_ID

MOST_FOR_QUESTIONS = 5.0
MOST_FOR_A_HELP = 7.0
MOST_FOR_A_CLAIM = 9.0

EVERY_QUESTION = (*BY_ID.values(), CHANGED)


def grade(text: str) -> float:
    """Return the American school grade at which the text can be read."""
    return float(textstat.flesch_kincaid_grade(text))


def grade_of_questions() -> float:
    return grade(" ".join(question.wording for question in EVERY_QUESTION))


def too_hard() -> list[str]:
    """Name the help texts that are above the aim."""
    return [each.id for each in EVERY_QUESTION if grade(each.help) > MOST_FOR_A_HELP]


def claims_too_hard() -> list[str]:
    """Name the claims whose text, or what they say of the article, is above the aim."""
    return [each.id for each in CLAIMS if hardest(each.text, each.article) > MOST_FOR_A_CLAIM]


def hardest(*texts: str) -> float:
    return max(grade(text) for text in texts if text)


def advice(question: Question) -> str:
    return " ".join(question.advice_for(answer) for answer in (Answer.YES, Answer.NOT_SURE))


def main() -> None:
    print(f"{'':34}question   help  advice")
    for each in EVERY_QUESTION:
        grades = (grade(each.wording), grade(each.help), grade(advice(each)))
        print(f"{each.id:34}{grades[0]:8.1f}{grades[1]:7.1f}{grades[2]:8.1f}")
    for rule in CROSS_RULES:
        print(f"{rule.id:34}{'':15}{grade(rule.advice):8.1f}")
    for claim in CLAIMS:
        print(f"{claim.id:34}{'claim':>8}{hardest(claim.text, claim.article):7.1f}")
    print(f"All questions together: {grade_of_questions():.1f} (aim {MOST_FOR_QUESTIONS:.0f})")
    print(f"Help above {MOST_FOR_A_HELP:.0f}: {', '.join(too_hard()) or 'none'}")
    print(f"Claims above {MOST_FOR_A_CLAIM:.0f}: {', '.join(claims_too_hard()) or 'none'}")


if __name__ == "__main__":
    main()
