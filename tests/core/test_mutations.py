"""Ten thousand damaged routine files: each is still a routine, or is refused in words.

Damage to bytes is what a bad disk or a wrong editor does; damage to tokens is what people do.
"""

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from footcoach.core.errors import ExitCode, RoutineInvalid
from footcoach.core.question import Level
from footcoach.core.routine import MAX_SECONDS, parse_routine

FILES = sorted((Path(__file__).parents[2] / "routines").glob("*.toml"))
MUTANTS = 10_000

TOKENS = re.compile(r'"[^"\n]*"|\[\[|\]\]|[\w.]+|\n|[^\w\s]')
STRANGE = (
    *('"', '"""', "'", "=", "[[steps]]", "[steps]", "[", "]", "{", "}", ".", "#", "\\", "\n"),
    *("true", "nan", "-inf", "1e999", "0x7fffffffffffffff", "9" * 30, "-0", "1_0", "07:32:00"),
    *('"go"', '"gentle"', '"urgent"', '"calf"', '"care"', '"finish"', "[]", "{}", "[[1]]", '""'),
    *(
        "\x00",
        "\x1b[31m",
        "\u202e",
        "\ufeff",
        "“x”",
        '"\\ud800"',
        '"\\u0000"',
        "足",
        "tool",
        "with",
    ),
)


def damaged_bytes(data: bytes, random: Random) -> bytes:
    """Change, drop, double or insert a few bytes."""
    changed = bytearray(data)
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(changed))
        some = random.randrange(1, 60)
        what = random.randrange(4)
        if what == 0:
            changed[at] = random.randrange(256)
        elif what == 1:
            del changed[at : at + some]
        elif what == 2:
            changed[at:at] = changed[at : at + some]
        else:
            changed[at:at] = random.randbytes(random.randrange(1, 4))
    return bytes(changed)


def damaged_tokens(data: bytes, random: Random) -> bytes:
    """Replace, drop, double or swap a few words, quotes, brackets, lines."""
    text = data.decode()
    for _ in range(random.randint(1, 3)):
        tokens = [found.span() for found in TOKENS.finditer(text)]
        start, end = random.choice(tokens)
        other = text[slice(*random.choice(tokens))]
        instead = random.choice(("", text[start:end] * 2, other, random.choice(STRANGE)))
        text = text[:start] + instead + text[end:]
    return text.encode()


def mutants(count: int, seed: int) -> list[bytes]:
    """Return damaged files, the same ones for the same seed."""
    random = Random(seed)
    whole = [path.read_bytes() for path in FILES]
    damage = (damaged_bytes, damaged_tokens)
    return [random.choice(damage)(random.choice(whole), random) for _ in range(count)]


def require_words(refusal: RoutineInvalid) -> None:
    assert refusal.exit_code is ExitCode.ROUTINE
    assert 1 <= len(refusal.args) <= 5
    for said in refusal.args:
        assert said.startswith("mine.toml")
        assert said.isprintable()
        assert len(said) < 600


def outcome(data: bytes) -> str:
    """Parse a mutant; nothing but a sound routine or a refusal that names the file is let by."""
    try:
        routine = parse_routine(data.decode("utf-8-sig"), name="mine.toml")
    except UnicodeDecodeError:
        return "no text"
    except RoutineInvalid as error:
        require_words(error)
        return "refused"
    assert routine.level in {Level.GO, Level.GENTLE}
    assert 0 < routine.seconds <= MAX_SECONDS
    assert all(step.pressure <= 4 for step in routine.steps)
    if routine.level is Level.GENTLE:
        assert not any(step.not_gentle for step in routine.steps)
    return "routine"


@pytest.mark.parametrize("seed", range(10))
def test_a_damaged_file_is_a_sound_routine_or_refused_by_its_name(seed: int) -> None:
    counted = Counter(map(outcome, mutants(MUTANTS // 10, seed)))
    assert counted["refused"] > MUTANTS // 40
    assert counted["routine"] > MUTANTS // 200
