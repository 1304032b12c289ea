# The recipes of Commonweal. Nothing is assumed but make and Python 3.11; what is missing is named.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test check lock bench format screenshots clean

# The system's own Python makes .venv where it can: a distribution builds it for speed, and what somebody has built
# on the machine is a tenth slower as a rule. Else the first of the others that is new enough. Say
# PYTHON=/its/path to choose another.
SYSTEM_PYTHON := /usr/bin/python3
ifndef PYTHON
ifneq ($(wildcard .venv/bin/python),)
PYTHON := .venv/bin/python
else
PYTHON := $(shell new='import sys; sys.version_info >= (3, 11) or sys.exit(1)'; \
	"$(SYSTEM_PYTHON)" -c "$$new; import ensurepip" 2>/dev/null && echo "$(SYSTEM_PYTHON)" && exit; \
	for name in python3 python3.11 python3.12 python3.13; do \
	"$$name" -c "$$new" 2>/dev/null && command -v "$$name" && break; done)
endif
endif
PREPARE := $(if $(PYTHON),"$(PYTHON)" tools/prepare.py,$(MAKE) --no-print-directory no-python && :)
BIN := .venv/bin
# A module is compiled once, not at every start of every process: it would double the time of a start.
unexport PYTHONDONTWRITEBYTECODE
DJANGO := COMMONWEAL_TESTING=1 DJANGO_SETTINGS_MODULE=commonweal.web.config.settings $(BIN)/python -m django
PYTEST := $(BIN)/pytest -n 2

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## set up, load the example of the West Midlands and serve it on this machine
	@$(PREPARE) web assets
	@exec $(BIN)/commonweal serve --example

test: ## set up, then every test: on SQLite, and meanwhile those of the database on PostgreSQL
	@$(PREPARE) dev assets chromium
	@$(BIN)/python tools/test.py

check: ## format, lint, types, imports, migrations, packs and the rules of the house
	@$(PREPARE) dev assets
	@echo "· Format"      && $(BIN)/ruff format --check .
	@echo "· Lint"        && $(BIN)/ruff check .
	@echo "· Types"       && $(BIN)/mypy
	@echo "· Imports"     && $(BIN)/lint-imports
	@echo "· Migrations"  && $(DJANGO) makemigrations --check --dry-run
	@echo "· Packs"       && for pack in packs/*/; do $(BIN)/commonweal pack check "$$pack" || exit 1; done
	@echo "· House rules" && $(PYTEST) -q tests/repo

format: ## put every Python file into the format of the house
	@$(PREPARE) dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: ## write requirements/*.txt anew from requirements/*.in
	@$(PREPARE) lockwriter
	@cd requirements && for name in core web dev lock; do \
		echo "· Locking $$name"; \
		../.local/lock/bin/uv pip compile --quiet --python-version 3.11 --universal --generate-hashes \
			--no-header --no-annotate --no-emit-index-url --output-file $$name.txt $$name.in || exit 1; done

bench: ## measure, and print each number beside its peer
	@$(PREPARE) dev assets
	@$(BIN)/python benchmarks/run.py

screenshots: ## take the pictures in docs/screenshots anew
	@$(PREPARE) dev assets chromium
	@$(BIN)/python tools/screenshots.py

clean: ## take away the environment and everything built; data in var/ stays
	@rm -rf .venv .local build node_modules

.PHONY: no-python
no-python:
	@echo "Python 3.11 or newer is missing." >&2
	@echo "On Debian: apt-get install -y python3 python3-venv" >&2
	@echo "Where it is installed elsewhere: make PYTHON=/its/path …" >&2
	@exit 1
