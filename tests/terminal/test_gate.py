"""A held key and pasted text answer next to nothing."""

from hypothesis import given
from hypothesis import strategies as st

from doubles import FakeClock
from footcoach.terminal.gate import Gate


def gate_after(seconds: float) -> tuple[Gate, FakeClock]:
    """Return a gate, `seconds` after something to answer was shown."""
    clock = FakeClock()
    gate = Gate(clock.now)
    clock.move(seconds)
    return gate, clock


def test_a_single_key_counts_after_a_moment() -> None:
    gate, _ = gate_after(0.31)
    assert gate.admit(["n"]) == "n"


def test_a_key_that_comes_before_the_question_can_be_read_does_not_count() -> None:
    gate, clock = gate_after(1.0)
    gate.shown()
    clock.move(0.29)
    assert gate.admit(["n"]) is None


def test_keys_that_come_together_do_not_count() -> None:
    gate, _ = gate_after(1.0)
    assert gate.admit(["n", "n"]) is None


def test_a_key_soon_after_another_does_not_count_and_asks_for_quiet_again() -> None:
    gate, clock = gate_after(1.0)
    gate.admit(["z"])
    clock.move(0.19)
    assert gate.admit(["n"]) is None
    clock.move(0.19)
    assert gate.admit(["n"]) is None
    clock.move(0.21)
    assert gate.admit(["n"]) == "n"


def test_no_key_is_no_key() -> None:
    gate, _ = gate_after(1.0)
    assert gate.admit([]) is None


@given(st.lists(st.floats(0.02, 0.15), max_size=200), st.floats(0.25, 1.0))
def test_a_held_key_answers_at_most_two_questions(gaps: list[float], first: float) -> None:
    gate, clock = gate_after(1.0)
    answered = 0
    for gap in (0.0, first, *gaps):
        clock.move(gap)
        if gate.admit(["n"]) is not None:
            answered += 1
            gate.shown()
    assert answered <= 2
