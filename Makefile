# Everkeep: `make help` lists what can be done. Needs Python 3.11+ and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
MOVIEPY := .venv-moviepy
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup run dev worker test check bench shots gallery doctor

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): requirements.txt constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Everkeep needs Python 3.11 or later; name one: make PYTHON=python3.12 run"; exit 1; }
	@echo "Setting up $(VENV): a minute or two the first time"
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.txt -c constraints.txt
	touch $@

$(READY_DEV): $(READY) requirements-dev.txt
	@echo "Adding the tools for tests and checks to $(VENV): about a minute the first time"
	$(PIP) -r requirements-dev.txt -c constraints.txt
	touch $@

setup: $(READY) ## Install what the app needs into .venv

run: $(READY) ## Set up and serve the finished app on http://localhost:3000
	$(BIN)/python -m app serve

dev: $(READY) ## Serve with hot reload, on http://localhost:3000
	$(BIN)/reflex run

worker: $(READY) ## Run one more worker (needs REDIS_URL to share the queue with other machines)
	$(BIN)/python -m app worker

doctor: $(READY) ## Check this installation, and say how to mend what is broken
	$(BIN)/python -m app doctor

test: $(READY_DEV) ## Run everything that can run here, and say what was skipped and why
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder $(PYTEST)

check: $(READY_DEV) ## Format, lint, types, import contracts, and models against migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT \
		&& export DATABASE_URL="sqlite:///$$scratch/check.db" DATA_DIR="$$scratch" \
		&& $(BIN)/alembic upgrade head && $(BIN)/alembic check

$(MOVIEPY)/.ready: bench/moviepy/requirements.txt
	test -x $(MOVIEPY)/bin/python || $(PYTHON) -m venv $(MOVIEPY)
	$(MOVIEPY)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	touch $@

bench: $(READY_DEV) $(MOVIEPY)/.ready ## Measure what the README promises
	$(BIN)/python -m bench $(BENCH)

shots: $(READY_DEV) ## Take a picture of every page, in both themes, into shots/
	$(BIN)/python -m tests.journeys.shots

gallery: $(READY_DEV) ## Paint contact sheets of all generated pictures, into gallery/
	$(BIN)/python -m tests.gallery $(GALLERY)
