# `make run` serves Claimbook, `make test` checks it; both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNS := $(VENV)/runs
CHECKS := $(VENV)/checks

.PHONY: run test setup checks lint coverage bench bench-desk bench-agreement bench-extraction pins clean

run: setup
	$(BIN)/flask --app app serve

setup: $(RUNS)

$(RUNS): requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.txt
	@touch $@

checks: $(CHECKS)

$(CHECKS): $(RUNS) requirements-dev.txt tests/browser/install-chromium.sh
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-dev.txt
	sh tests/browser/install-chromium.sh
	@touch $@

# The model of a language more: `make language-fr`.
language-%: setup
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-$*.txt

test: lint
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

lint: checks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet

# Which branches no test takes.
coverage: checks
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report --skip-covered

# Speed and cost, against the raw limit in the same run. WRITE=--write puts them into the docs.
bench: setup
	$(BIN)/python -m benchmarks $(WRITE)

# The desk in a set of 100,000 claims. Eighty people log in, which is not what is measured.
bench-desk: checks
	CLAIMBOOK_CHEAP_PASSWORDS=1 $(BIN)/python -m benchmarks.desk $(WRITE)

# Agreement on a million judgements, against the raw scan and other libraries.
bench-agreement: checks
	CLAIMBOOK_CHEAP_PASSWORDS=1 $(BIN)/python -m benchmarks.agreement $(WRITE)

# What the extraction finds in ../shared/data/extraction.
bench-extraction: setup
	$(BIN)/python -m benchmarks.quality $(WRITE)

# Writes the pinned lists from the short ones; wants uv.
pins:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate requirements.in --output-file requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate requirements-fr.in --output-file requirements-fr.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate requirements-dev.in --output-file requirements-dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
