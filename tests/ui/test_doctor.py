"""What `doctor` found can be read in a terminal, in a pipe, and by a screen reader."""

import pytest

from footcoach.ui.doctor import Finding, State, doctor_lines, usable

FINE = Finding("terminal", State.OK, "Full screen.")
MISSING = Finding("speech", State.MISSING, "No program that speaks was found.", "Install one.")
NOTE = Finding("size", State.NOTE, "Small.")
BROKEN = Finding("settings", State.BROKEN, "config.toml cannot be read.", "Mend it.")


def test_each_finding_is_a_line_with_its_name_its_state_as_a_word_and_a_sentence() -> None:
    assert doctor_lines([FINE, NOTE])[:2] == [
        "terminal    ok       Full screen.",
        "size        note     Small.",
    ]


def test_what_to_do_stands_below_what_was_found() -> None:
    assert doctor_lines([MISSING])[:2] == [
        "speech      missing  No program that speaks was found.",
        "                     Install one.",
    ]


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([FINE, NOTE], "footcoach can be used."),
        ([FINE, MISSING], "footcoach can be used, without speech."),
        (
            [MISSING, Finding("sound", State.MISSING, "None.")],
            "footcoach can be used, without speech and sound.",
        ),
        ([FINE, MISSING, BROKEN], "footcoach cannot be used until this is mended: settings."),
    ],
)
def test_the_last_line_says_whether_it_can_be_used(findings: list[Finding], verdict: str) -> None:
    assert doctor_lines(findings)[-2:] == ["", verdict]
    assert usable(findings) is verdict.startswith("footcoach can be used")


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_lines_fit_the_window_and_are_never_longer_than_eighty(width: int) -> None:
    words = "several short words to be said here " * 8
    findings = [Finding("keep-awake", state, words, words) for state in State]
    lines = doctor_lines(findings, width)
    assert max(map(len, lines)) <= min(width, 80)
    assert "".join("".join(lines).split()).count("here") == 16 * len(State)


def test_a_path_stays_whole_even_where_it_does_not_fit() -> None:
    path = "/home/" + "long-name/" * 10
    assert any(path in line for line in doctor_lines([Finding("data", State.OK, f"In {path}.")]))


def test_what_would_be_obeyed_by_the_terminal_is_shown() -> None:
    lines = doctor_lines([Finding("terminal", State.OK, "TERM=\x1b[31mred\x07", "\x1b[2J")])
    assert "\x1b" not in "".join(lines)
    assert "TERM=<1b>[31mred<07>" in lines[0]


def test_it_is_drawn_with_ascii_characters() -> None:
    assert "\n".join(doctor_lines([FINE, MISSING, NOTE, BROKEN])).isascii()
