"""Nothing that a person can read states as true what is not shown, contradicted or unsafe.

Each idea that the claims grade C or D has a row: what it looks like in words, and which claims may
speak of it because they deny it. From every text of the program those claims are struck out, and
the titles of papers; then the idea must be nowhere in what is left, not even denied.

Words of a medical purpose are struck out in the same way: footcoach treats, cures and detects
nothing, and what says so elsewhere would make it something else (see SAFETY.md).
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from footcoach.core.evidence import CLAIMS, GRADES, Claim, Grade

ROOT = Path(__file__).parents[1]
BY_ID = {claim.id: claim for claim in CLAIMS}
TITLES = {source.citation for claim in CLAIMS for source in claim.sources}
GRADED_DOWN = {claim.id for claim in CLAIMS if claim.grade in {Grade.C, Grade.D}}

BETTER = "improv boost enhanc increas stimulat promot better more good.for"
LESS = "reduc lower calm fight less eas cut against"
HEALS = "treat heal(?!th) cure repair fix mend"


def near(*groups: str) -> str:
    """Find a word that begins as one in each group does, in any order, a few words apart."""
    words = [rf"\b(?:{'|'.join(group.split())})\w*" for group in groups]
    gap = r"[^.;:!?]{0,60}?"
    return "|".join(gap.join(order) for order in permutations(words))


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea that nothing may state: how it is put, in any of these ways, and who may deny it."""

    denied_in: set[str]
    ways: tuple[str, ...]
    for_example: tuple[str, ...]

    def stated_in(self, text: str) -> str:
        """Return the words that state it, but for those who deny it and titles; or nothing."""
        denials = {each for id_ in self.denied_in for each in passages(BY_ID[id_])}
        found = re.search("|".join(self.ways), without(text, TITLES | denials), re.IGNORECASE)
        return found[0] if found else ""


IDEAS = [
    Idea(
        {"toxins", "water"},
        (r"\b(toxin|detox)", near("flush wash push clear remov rid releas", "waste lactic")),
        ("Massage flushes toxins out.", "It gets rid of waste in your muscles."),
    ),
    Idea(
        {"water"},
        (near("drink", "extra lots plenty much more glass", "water"), near("drink", "flush")),
        ("Drink plenty of water after it.",),
    ),
    Idea(
        {"circulation", "toxins", "water"},
        (
            near(BETTER, "circulation blood.flow blood.supply"),
            "(more blood (?!clot)|blood (flowing|moving))",
        ),
        ("Improves the circulation in your feet.", "More blood reaches the muscle."),
    ),
    Idea(
        {"adhesions", "trigger-points"},
        (
            r"\badhesion",
            r"\bscar tissue",
            near("break dissolv releas loosen rub melt work free", "knot"),
        ),
        ("It breaks adhesions.", "Frees scar tissue.", "Work out the knots in your arch."),
    ),
    Idea(
        {"reflexology"},
        (r"\breflex", r"\bqi\b", r"\bmeridian", r"\benergy (line|flow)", "pressure point"),
        ("Reflexology helps the liver.", "Frees your qi."),
    ),
    Idea(
        {"cancer", "trigger-points"},
        (
            near("treats treating heal cure", "cancer"),
            r"cancers? [^.;:!?]{0,40}\b(be|is|are) treated",
            "for cancer",
            "myofascial",
        ),
        ("Myofascial release helps.", "Massage cures cancer.", "Cancer can be treated by hand."),
    ),
    Idea(
        {"insulin", "insulin-tip"},
        (rf"(?<!not )(?<!never )({near('rub massag press warm', 'inject insulin pump')})",),
        ("Massage the spot before injecting insulin.",),
    ),
    Idea(
        {"blood-sugar", "insulin", "insulin-tip"},
        (near(f"{LESS} {BETTER} fell fall control", "sugar glucose"), near(HEALS, "diabetes")),
        ("It lowers blood sugar.", "Foot massage treats diabetes."),
    ),
    Idea(
        {"nerves", "stroke-effects"},
        (near(f"{HEALS} {BETTER} wake help", "nerve neuropath numbness"),),
        ("It helps damaged nerves.",),
    ),
    Idea(
        {"deep", "sports", "running-injuries", "performance"},
        (
            near(f"prevent protect avoid fewer recover {LESS} {HEALS}", "injur"),
            "injury.free",
            "no pain,? no gain",
            "pain (is part|means)",
        ),
        ("Prevents injuries.", "Stay injury-free.", "No pain, no gain."),
    ),
    Idea(
        {"performance", "next-race"},
        (
            near("run train keep race fit", "faster harder sooner"),
            r"\b(train|run|keep going|go on) (for )?longer",
            near(BETTER, "performance strength endurance speed"),
            near("faster speed quick boost sooner", "recover"),
        ),
        ("Train longer and harder.", "Massage improves performance.", "Speeds up recovery."),
    ),
    Idea(
        {"inflammation"},
        (near(f"{LESS} {HEALS}", "inflammation"), "anti-inflammat"),
        ("It reduces inflammation.",),
    ),
    Idea(
        {"by-yourself"},
        (near("good effective much equal", "therapist professional"),),
        ("As good as a professional.",),
    ),
    Idea(
        {"lotion"},
        (
            near("plenty lots generous much", "lotion oil cream"),
            r"(lotion|oil|cream)\b[^.;]{0,60} (and|also|even|especially) between",
        ),
        ("Use plenty of baby oil.", "Rub lotion on the sole and between the toes."),
    ),
    Idea(
        {"clot", "weak-bones"},
        ("(may|might) not be (a good|the best) idea",),
        ("With a clot massage may not be a good idea.",),
    ),
]

# What would give footcoach a medical purpose, whoever says it.
MEDICAL = re.compile(
    r"\b(treat(s|ed|ing|ments?)?|cur(es?|ed|ing|ative)|diagnos\w+|heal(s|ed|ing|er)?|"
    r"reliev\w+|relief|remed(y|ies)|rehab\w*|therap\w+|prescri\w+|"
    r"(screen(s|ed|ing)|to screen)( you| people| them| anyone)? for|detect\w* an?)\b",
    re.IGNORECASE,
)

# Where such a word may stand, by the reason. A passage that is no longer there must go.
MAY_SAY = {
    "what a person's doctor does": (
        "whoever treats you",
        "treated in the last 3 months",
        "needs no treatment",
        "not only diagnoses",
    ),
    "what the body does by itself": (
        "until it has healed",
        "Try again when it has healed",
        "until they have healed",
        "skin that heals slowly has a reason",
        "or one not healed yet",
        "a break not yet healed",
        "or has not healed, press n",
        "over 3 months ago, all of it, and healed",
        "what has healed since then is past",
        "anything healed by then",
        "healed for 3 months",
        "replaced joint, healed",
        "with poor flow a sore heals slowly",
        "an injury that has not healed",
    ),
    "advice that sends people elsewhere, or that they have had from there": (
        "treat it: a pharmacist can help",
        "treat low sugar first",
        "treat these at home",
    ),
    "denied, or told of trials with trained people": (
        "massage by a therapist",
        "a therapist did the massage",
        "and calls it manual therapy",
        "Treatment by hand from a therapist may ease pain",
        "Treatment by trained people",
        "in place of treatment",
        "deep massage treats an injury",
        "that massage treats diabetes",
        "reflexology treats disease",
        "that it treats any illness",
        "finding, naming, treating or warding off an illness",
        "meant to find, monitor or treat illness",
        "myofascial release treats cancer",
    ),
    "what the code does with text": ("treats markup as",),
    "titles of sources": (
        "Mayo Clinic: massage therapy",
        "NCCIH (NIH): massage therapy",
        "Macmillan: massage therapy",
        "Werner: A Massage Therapist's Guide",
        "Epilepsy Society: complementary therapies",
        "Parkinson's UK: complementary therapies",
    ),
}

# No routine may be for one of these.
DISEASE = re.compile(
    r"\b(diabet|neuropath|arthrit|gout|fasci|heel (pain|spur)|neuroma|bunion|tend[io]n|fractur|"
    r"sprain|injur|o?edema|lymph|swell|swollen|varicos|clot|circulation|fibromyalgia|restless|"
    r"sciatic|insomnia|anxi|depress|pregnan|cancer|illness|disease|pains?\b)",
    re.IGNORECASE,
)


# Everything that can be read: the program's own texts, the routines, the documents.
READ = (
    *("src/footcoach/**/*.py", "src/footcoach/data/*.[thm]*"),
    *("routines/*.toml", "*.md", "docs/*.md", "docs/*.1", "docs/pictures/*.svg"),
    *(".github/**/*.yml", "pyproject.toml"),
)
# People do not read comments in the code, nor tags.
UNREAD = {".py": re.compile(r"^\s*#.*$", re.MULTILINE), ".svg": re.compile("<[^>]*>")}
UNREAD[".html"] = UNREAD[".svg"]


def texts() -> Iterator[tuple[str, str]]:
    """Yield the name and the words of everything that can be read."""
    for path in (path for files in READ for path in sorted(ROOT.glob(files))):
        # The people described in validation.md may believe what they like.
        if path.name != "validation.md":
            text = path.read_text(encoding="utf-8")
            unread = UNREAD.get(path.suffix)
            yield path.name, flat(unread.sub(" ", text) if unread else text)


def flat(text: str) -> str:
    """Put a text in one line, pieces of it in a program too, without marks and ids of claims."""
    text = re.sub(r'"\s*\n\s*f?"', "", text)
    lines = [line.strip("#>|*- \\") for line in text.splitlines()]
    return " ".join(word for line in lines if line not in BY_ID for word in line.split())


def passages(claim: Claim) -> Iterator[str]:
    """Yield what a claim may say of an idea: what the article said, and why that is not so."""
    if claim.id in GRADED_DOWN:
        yield claim.text
    yield f'id = "{claim.id}"'
    yield f"{claim.id}: {claim.grade}, {GRADES[claim.grade].lower()}."
    if claim.article:
        yield claim.article


def without(text: str, avoided: set[str]) -> str:
    """Return a flat text without these passages."""
    for passage in sorted(avoided, key=len, reverse=True):
        text = text.replace(passage, " . ")
    return text


TEXTS = list(texts())


def test_no_text_says_what_is_not_so() -> None:
    for idea in IDEAS:
        for name, text in TEXTS:
            assert idea.stated_in(text) == "", name


def test_each_idea_would_be_found_in_a_routine() -> None:
    routine = flat((ROOT / "routines" / "general.toml").read_text(encoding="utf-8"))
    for idea in IDEAS:
        for example in idea.for_example:
            assert idea.stated_in(routine.replace('summary = "', f'summary = "{example} ')), example


def test_every_idea_that_is_graded_down_is_looked_for() -> None:
    assert not GRADED_DOWN - {id_ for idea in IDEAS for id_ in idea.denied_in}


def test_every_text_is_looked_at() -> None:
    names = {name for name, _ in TEXTS}
    assert {"evidence.toml", "screening.toml", "runner.toml", "README.md", "evidence.md"} <= names
    assert {"safety.md", "session.svg", "CHANGELOG.md", "cues.py", "app.py"} <= names


def test_what_an_article_said_is_said_to_be_from_the_article() -> None:
    articles = [claim.article for claim in CLAIMS if claim.article]
    assert articles
    assert all(article.startswith("The article says ") for article in articles)


def test_no_text_has_a_medical_purpose() -> None:
    allowed = TITLES | {passage for passages in MAY_SAY.values() for passage in passages}
    for name, text in TEXTS:
        found = MEDICAL.search(without(text, allowed))
        assert found is None, (name, found)


def test_no_passage_that_may_speak_of_treatment_is_left_over() -> None:
    everything = " ".join(text for _, text in TEXTS)
    for allowed in MAY_SAY.values():
        assert [passage for passage in allowed if passage not in everything] == []


def test_a_medical_purpose_would_be_found() -> None:
    for text in ("Treats tired feet.", "Pain relief.", "It screens you for a clot.", "Cures gout."):
        assert MEDICAL.search(text), text
    for text in ("Line mode, for screen readers.", "A treat for your feet? Health.", "curl, curve"):
        assert not MEDICAL.search(text.replace("A treat", "A joy")), text


def test_no_routine_is_named_after_a_disease() -> None:
    for path in ROOT.glob("routines/*.toml"):
        routine = tomllib.loads(path.read_text(encoding="utf-8"))
        for key in ("title", "summary", "moment"):
            assert DISEASE.search(routine.get(key, "")) is None, (path.name, key)
    assert DISEASE.search("For heel pain.")
    assert DISEASE.search("Slow and firm, and never painful.") is None
