# The commands of the house. Each works on a fresh machine, as root or not; README.md tells more.
SHELL := /bin/sh
PYTHON_HERE := .venv/bin/python
.DEFAULT_GOAL := help
# Where it is set, each of the portal's processes compiles every module anew: seconds of work at each start.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help setup run test search year lint format bench read-report contact-sheet pins clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /make \1|/' | column -t -s '|'

setup: ## .venv with everything, system packages included
	@scripts/setup all

run: ## the portal on http://127.0.0.1:8000 (PORT changes it)
	@scripts/setup run
	@exec $(PYTHON_HERE) -m coopportal.embedded --end-with-parent

# A process more than two cores carry: tests that wait for Chromium or a server leave theirs idle.
test: ## all tests (ARGS="tests/plans -k name" for some)
	@scripts/setup all
	@exec $(PYTHON_HERE) -m pytest --numprocesses=3 --dist=worksteal $(ARGS)

year: ## a simulated year of reminders with 4,000 assignments, held against an oracle
	@scripts/setup all
	@YEAR_OF=4000 exec $(PYTHON_HERE) -m pytest -q tests/notifications/test_year.py

search: ## property tests on the hunt for new examples (HYPOTHESIS_TIMES=20 times their budgets)
	@scripts/setup all
	@HYPOTHESIS_PROFILE=search exec $(PYTHON_HERE) -m pytest --numprocesses=2 --dist=worksteal -m hypothesis $(ARGS)

lint: ## style, types, layers, templates, migrations, production settings
	@scripts/setup all
	@exec scripts/lint

format: ## bring the code to the one format
	@scripts/setup all
	@$(PYTHON_HERE) -m ruff check --fix --quiet . ; $(PYTHON_HERE) -m ruff format --quiet .

bench: ## the benchmark table
	@scripts/setup all
	@exec $(PYTHON_HERE) -m bench

read-report: ## how well documents are read (EXPECTED=records.json FOLDER=folder; ours without)
	@scripts/setup run
	@exec $(PYTHON_HERE) manage.py read_report $(or $(EXPECTED),tests/reading/corpus/expected.json) $(or $(FOLDER),tests/reading/corpus)

contact-sheet: ## docs/pictures/forms: the pages of every kind of document
	@scripts/setup all
	@exec $(PYTHON_HERE) -m tests.drawing.contact_sheet docs/pictures/forms
demo-pki: ## a test authority with keys to try signing with (ARGS="--register": the portal signs with them)
	@scripts/setup run
	@$(PYTHON_HERE) manage.py demo_pki $(ARGS)

pins: ## requirements*.txt from the .in files (UPGRADE=--upgrade for new versions)
	@scripts/pins

clean: ## everything that was made: .venv, var with the data of the try-out, caches
	@rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
