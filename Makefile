# Everything runs in the virtual environment that the README's test command makes.
BIN := .venv/bin
FORMS := .github/ISSUE_TEMPLATE

.PHONY: check format test thorough coverage mutants reading pictures bench zipapp

check:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zizmor --offline --quiet .
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config $(FORMS)/config.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms \
	  $(filter-out %/config.yml,$(wildcard $(FORMS)/*.yml))
	$(BIN)/check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff

format:
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test:
	$(BIN)/pytest

# With the big numbers: every pair and triple of answers, 400 kills, 1,000 damaged databases.
# Run this before a release, and on a schedule.
thorough:
	THOROUGH=1 $(BIN)/pytest

coverage:
	$(BIN)/coverage run -m pytest -n0 tests/core
	$(BIN)/coverage report --include='*/footcoach/core/*' --fail-under=100

mutants:
	$(BIN)/python scripts/mutants.py

reading:
	$(BIN)/python scripts/reading_grade.py
	$(BIN)/python scripts/screening_time.py

pictures:
	$(BIN)/python scripts/pictures.py build/pictures

bench:
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.session
	$(BIN)/python -m benchmarks.drift
	$(BIN)/python -m benchmarks.history
	$(BIN)/python -m benchmarks.speech

# One file that runs on any computer with the same system and Python as this one.
zipapp:
	mkdir -p dist
	$(BIN)/shiv --reproducible --compressed --python '/usr/bin/env python3' \
	  --console-script footcoach --output-file dist/footcoach.pyz .
