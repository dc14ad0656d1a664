# Every target works alone on a machine that has Python 3.11 or newer, make and git.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo test install dev check format eval bench chaos emulate pictures learn lock clean

help:            ## List the targets.
	@grep -E '^[a-z]+: .*##|^[a-z]+:  *##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */  /' | awk -F'  ' '{printf "  make %-8s %s\n", $$1, $$2}'

demo: install    ## Set everything up and open the playground: a Slack on this machine, no token, no key.
	$(BIN)/goodword demo

test: dev        ## Set everything up and run the tests.
	$(BIN)/python -m pytest

install: .venv/.runtime  ## Build .venv with everything the bot needs; then .venv/bin/goodword runs.

dev: .venv/.dev          ## The same, with what developers need.

.venv/.runtime: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Goodword needs Python 3.11 or newer: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/.dev: requirements-dev.txt .venv/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

check: dev       ## What "clean" means: formatting, lint, strict types, layers, tests.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

format: dev      ## Put the code in shape.
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: dev        ## Measure answers on the evaluation questions, beside three simpler systems. Takes minutes.
	$(BIN)/python tests/evals/run.py
	$(BIN)/python tests/evals/promises.py

bench: dev       ## Measure speed and memory as ratios. Takes minutes.
	$(BIN)/python tests/bench.py
	$(BIN)/python tests/bench_reminders.py
	$(BIN)/python tests/bench_digests.py
	$(BIN)/python tests/bench_front.py

chaos: dev       ## Kill, cut off, limit and confuse reminders, and fire at the front door, at full size. Takes hours; CHAOS="--scale 0.1" less.
	$(BIN)/python tests/chaos/run.py $(CHAOS)

emulate: dev     ## Test installing, rights and forms against a Slack that others wrote (needs node 20 or newer, and npm).
	npm ci --prefix tests/emulator --ignore-scripts --no-audit --no-fund
	$(BIN)/python -m pytest tests/test_emulator.py -rs

pictures: dev    ## Take the pictures of the README anew, with the texts that the tests compare (needs Chromium).
	$(BIN)/python docs/pictures/take.py

learn: dev       ## Learn anew from the cards' sayings and counter-sayings; writes knowledge/learned.npz.
	$(BIN)/python -m knowledge.learning

lock:            ## Compile the pinned requirements from pyproject.toml (needs uv).
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements.txt
	uv pip compile pyproject.toml --extra build --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -c requirements.txt -o requirements-dev.txt

clean:           ## Remove what the targets above made, but no data.
	rm -rf .venv tests/emulator/node_modules build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
