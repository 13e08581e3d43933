"""The safety checklist as a page of HTML: to fill in on a screen, or to print on two sheets.

The page needs nothing but itself: no script, and nothing from the network. Imports no Rich.
"""

from collections.abc import Iterator
from html import escape

from footcoach.core.question import Answer, Level, Question
from footcoach.core.questionnaire import CROSS_RULES, HEADLINES, MEANINGS
from footcoach.ui.checklist import (
    ABOUT,
    FOLLOWS,
    GRAVEST,
    HOW,
    LEVEL_NAMES,
    TITLE,
    TOGETHER,
    outcomes,
    parts,
)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"

# Without an Arial, the metrics of Liberation Sans are the same, and so is what fits on paper.
_STYLE = """\
:root {
  color-scheme: light dark;
  --ink: #1b1b1b; --soft: #454545; --line: #767676; --ground: #fff; --accent: #0b4f8a;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --soft: #c4c4c4; --line: #8f8f8f; --ground: #17191c; --accent: #9cc7f5; }
}
* { box-sizing: border-box; }
body {
  max-width: 42rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word;
  color: var(--ink); background: var(--ground);
  font: 1rem/1.5 Arial, Helvetica, "Liberation Sans", sans-serif;
}
p, dl, dd, fieldset, legend { margin: 0; padding: 0; }
h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2; }
h2 {
  margin: 2rem 0 .75rem; padding-bottom: .25rem; border-bottom: 2px solid var(--accent);
  color: var(--accent); font-size: 1.25rem; line-height: 1.25;
}
dt, dd { display: inline; }
dt, .how, legend { font-weight: bold; }
.how { margin-top: .5rem; }
.rule { margin-bottom: .5rem; }
.emergency { padding: .5rem .75rem; border: 3px solid var(--ink); }
.question { min-width: 0; margin-bottom: 1.75rem; border: 0; }
.question .question { margin: 1rem 0 0; padding-left: .9rem; border-left: 4px solid var(--line); }
.follows { font-weight: normal; font-style: italic; }
legend { float: left; width: 100%; } /* so that the line of a follow-up runs beside it, too */
.boxes { clear: both; display: flex; flex-wrap: wrap; gap: 0 1.75rem; }
label { display: flex; align-items: center; gap: .5rem; min-height: 2.75rem; }
input { flex: none; width: 1.4rem; height: 1.4rem; margin: 0; accent-color: var(--accent); }
.help { margin-bottom: .25rem; color: var(--soft); }
button { padding: .6rem 1rem; font: inherit; }
.paper { display: none; }

@page {
  margin: 8mm 9mm 10mm;
  @bottom-center {
    content: "Page " counter(page) " of " counter(pages);
    font: 8pt Arial, Helvetica, "Liberation Sans", sans-serif;
  }
}
@media print {
  :root {
    color-scheme: light;
    --ink: #000; --soft: #000; --line: #000; --ground: #fff; --accent: #000;
  }
  body { max-width: none; padding: 0; font-size: 8pt; line-height: 1.17; }
  header { position: relative; }
  h1 { margin: 0 0 1mm; font-size: 15pt; }
  h2 { margin: 1.6mm 0 .8mm; padding: 0; border-width: .4mm; font-size: 9.5pt; break-after: avoid; }
  .how { margin: 0; }
  .screen { display: none; }
  .paper { display: block; position: absolute; top: 0; right: 0; width: 58mm; font-size: 9pt; }
  .paper span { display: block; padding-top: 2.5mm; border-bottom: .3mm solid; }
  .levels, form { columns: 2; column-gap: 6mm; }
  form { column-fill: auto; }
  .rule, .question { margin-bottom: 1mm; break-inside: avoid; }
  .emergency { padding: .8mm 1.5mm; border-width: .6mm; }
  .question + .question { padding-top: .8mm; border-top: .2mm solid; }
  .question .question {
    clear: both; margin: 1mm 0 0; padding: 0 0 0 2mm; border-top: 0; border-left-width: .5mm;
  }
  legend { width: calc(100% - 18mm); font-size: 8.5pt; }
  .boxes { clear: none; float: right; display: block; width: 18mm; font-size: 8.5pt; }
  label { justify-content: flex-end; gap: 1.2mm; min-height: 0; margin-bottom: .6mm; }
  input { order: 1; appearance: none; width: 4mm; height: 4mm; border: .35mm solid; }
  input:checked::before { content: "X"; font: bold 10pt/3.3mm Arial, sans-serif; }
  input:checked { text-align: center; }
  .help { clear: left; margin: 0; }
}
"""
"""For paper: all on two sheets of A4 and of Letter, boxes of 4 mm, letters of 8 points and more."""


def checklist_html() -> str:
    """Return the whole checklist as one page, in ASCII, which no console or file garbles."""
    page = "".join(f"{line}\n" for line in _page())
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _page() -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(TITLE)}</title>"
    yield f"<style>\n{_STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"
    yield from _opening()
    # The method "dialog" sends nothing anywhere, not even into the history of the browser.
    yield '<form method="dialog" autocomplete="off">'
    for heading, questions in parts():
        yield f"<h2>{_text(heading)}</h2>"
        for number, question in questions:
            yield from _question(f"{number}.", question)
    yield from _together()
    yield '<p class="screen"><button type="reset">Clear all answers</button></p>'
    yield "</form>"
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _opening() -> Iterator[str]:
    """Begin with what this is, and with what to do in an emergency."""
    yield "<header>"
    yield f"<h1>{_text(TITLE)}</h1>"
    yield f"<p>{_text(ABOUT)}</p>"
    yield f'<p class="how">{_text(HOW)}</p>'
    yield '<p class="paper"><span>Name:</span> <span>Date:</span></p>'
    yield "</header>"
    yield f"<h2>{_text(GRAVEST)}</h2>"
    yield '<dl class="levels">'
    for level in reversed(Level):
        yield f'<div class="rule {level}"><dt>{_text(LEVEL_NAMES[level].capitalize())}.</dt>'
        yield f"<dd>{_text(HEADLINES[level])} {_text(MEANINGS[level])}</dd></div>"
    yield "</dl>"


def _question(mark: str, question: Question) -> Iterator[str]:
    name = _text(question.id)
    yield f'<fieldset class="question" aria-describedby="{name}-help">'
    yield f"<legend>{mark} {_text(question.wording)}</legend>"
    yield '<p class="boxes">'
    for answer in Answer:
        said = answer.replace("_", " ")
        yield f'<label><input type="radio" name="{name}" value="{answer}"> {said}</label>'
    yield "</p>"
    yield f'<p class="help" id="{name}-help">{_text(question.help)}</p>'
    yield f'<p class="means">{" ".join(_meanings(question))}</p>'
    for follow_up in question.follow_ups:
        yield from _question(f'<span class="follows">{_text(FOLLOWS)}</span>', follow_up)
    yield "</fieldset>"


def _together() -> Iterator[str]:
    yield f"<h2>{_text(TOGETHER)}</h2>"
    yield "<dl>"
    for rule in CROSS_RULES:
        yield f'<div class="rule"><dt>{_text(rule.label.capitalize())}:</dt>'
        yield f"<dd>{_name(rule.level)} {_text(_new(rule.advice, rule.level))}</dd></div>"
    yield "</dl>"


def _meanings(question: Question) -> Iterator[str]:
    for answer, level, advice in outcomes(question):
        yield f"{answer}: {_name(level)} {_text(_new(advice, level))}".rstrip()


def _new(advice: str, level: Level) -> str:
    """Return the advice without a first sentence that only says again what the level is."""
    first, _, rest = advice.partition(". ")
    return rest if rest and first.startswith(HEADLINES[level].partition(".")[0]) else advice


def _name(level: Level) -> str:
    return f"<strong>{_text(LEVEL_NAMES[level])}.</strong>"


def _text(words: str) -> str:
    """Return words as HTML, those that begin with a hyphen ("-floxacin") kept on one line."""
    return escape(words).replace(" -", " -&NoBreak;")
