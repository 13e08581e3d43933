"""Words in a step that its keys must agree with: the calf, and work too strong for `gentle`.

What is asked and what is left out goes by the keys of a step, but hands do what it says. So where
the words plainly tell of something else, the file is refused.

This is a net with wide holes. It knows some English words and no other language, no
misspelling, and no way round ("the muscle below your knee"). Of a sentence it sees only whether a
"not" or "keep off" comes first ("do not stop and knead the calf" passes). Other zones it leaves
alone: a stroke along the arch may well begin at the heel. It does not read the titles of whole
routines, nor what calls itself care without pressure, before and after the feet. So nobody has
checked what a step says, now as before, and people are still told so.
"""

import re
from collections.abc import Iterator

OWN_FILE = "This is a file of your own: nobody has checked what its steps say."
OWN_FILES = "Nobody has checked what the steps of yours say."
"""For below a list, in which `yours` stands beside each."""

_CALF = re.compile(
    r"\b(?:cal(?:f|ves)|shins?|lower legs?|(?:up|along) (?:the|your|each|both) legs?)\b"
)

_STRONG = re.compile(
    r"\b(?:knuckles?|fists?"
    r"|(?:an?|tennis|golf|massage|rubber|spiky)(?: \w+)? balls?(?! of\b)"
    r"|press(?:es|ing)?(?: \w+){0,3} and (?:hold|keep)"
    # Not "squeeze and breathe deeply", and not "rub the hard skin".
    r"|(?:press|push|rub|squeez|knead|massag|strok|glid|slid|roll|work|dig|lean)\w*"
    r"(?: (?!breath)\w+){0,3} (?:deep(?:er|ly)?|(?<!the )(?<!your )(?<!any )hard(?:er)?(?! skin))"
    r"|deep (?:\w+ )?(?:strokes?|pressure|tissue|massage|kneading|press(?:es|ing)?)"
    r"|stretch(?:es|ing)?(?! out)|tap(?:s|ping)?(?! water)|friction)\b"
)

_NOT = re.compile(r"\b(?:not|cannot|never|no|avoid|\w+n['’]t)\b")
_SPARED = re.compile(
    r"\b(?:off|away from|leave(?: out)?|skip|without|below|instead of|rather than|like"
    r"|rest(?:ing)?|relax(?:ing)?|keep|let|sit with)"
    r"(?: (?:the|your|both|and|or|soft|of|cal(?:f|ves)|shins?|bones?))* $"
)
"""What comes right before a part of the body that is kept off or only rests, or a tool unused."""

_QUESTION = re.compile(r"[^.;:!?]*\?")
_END_OF_CLAUSE = re.compile(r"[.;:!,()–—]|\b(?:but|then|instead(?! of))\b")


def calf_in(text: str) -> str:
    """Return the words by which a text sends the hands to the calf; empty if it does not."""
    return _told_to(_CALF, text)


def strong_work_in(text: str) -> str:
    """Return the words of a text for what no gentle routine may have; empty if there are none."""
    return _told_to(_STRONG, text)


def _told_to(words: re.Pattern[str], text: str) -> str:
    """Return the first such words that are no question, and that nothing before them forbids."""
    plain = " ".join(text.casefold().replace("-", " ").split())
    if not words.search(plain):  # nearly always
        return ""
    found = (match for clause in _clauses(plain) for match in words.finditer(clause))
    return next((match[0] for match in found if not _is_forbidden(match)), "")


def _clauses(text: str) -> Iterator[str]:
    for clause in _END_OF_CLAUSE.split(_QUESTION.sub("", text)):
        yield clause.strip()


def _is_forbidden(match: re.Match[str]) -> bool:
    before, clause = match.string[: match.start()], match.string[: match.end()]
    return bool(_NOT.search(clause) or _SPARED.search(before))
