# What to do with learnenv from its folder. `make` alone lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run demo check test test-cluster kills bench load lock clean lint browser

PORT ?= 8501
DATA ?=
HOST ?=
WORKERS ?= 2

python := .venv/bin/python
stamp := .venv/.ready
projects := . $(patsubst %/pyproject.toml,%,$(wildcard modules/*/pyproject.toml content/pyproject.toml))
units := $(addprefix tests/,access domain exercise_types language library look passwords plugins reader review services \
  tables test_architecture.py)
packages := learnenv $(wildcard modules/*/learnenv_*)

# A person's own pip settings stay in force, save the ones that cannot work inside .venv.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_USER := 0
export PIP_REQUIRE_VIRTUALENV := 0

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup: $(stamp) ## make .venv with all that learnenv needs (the other targets do this by themselves)
	@echo "Ready. Start learnenv with: make run"

run: $(stamp) ## start learnenv: PORT=8501, DATA=folder for the database
	@$(python) -m learnenv.cli run --port '$(PORT)' $(if $(DATA),--data '$(DATA)')

demo: $(stamp) ## look around in a class that is made up, on this machine only: PORT=8501
	@$(python) -m learnenv.cli demo --port '$(PORT)' $(if $(HOST),--host '$(HOST)')

check: lint ## quick check: style, types, layers, unit tests (no browser, server or database server)
	@QUICK_TESTS=1 $(python) -m pytest -q -n $(WORKERS) --dist loadfile -m 'not browser and not slow' $(units)

test: lint ## all checks and all tests, in a real browser too
	@browser="$$($(python) -m tests.support.browser)" && \
	LEARNENV_BROWSER="$$browser" $(python) -m pytest -q -n $(WORKERS) --dist loadfile

test-cluster: $(stamp) ## a class on two processes, nginx and PostgreSQL, of which one process is killed
	@$(python) -m tests.deploy.cluster

kills: $(stamp) ## 100 kills for each database, 50 power cuts, 30 killed upgrades of each version, not 20, 20 and 6 (minutes)
	@LEARNENV_KILLS=100 $(python) -m pytest -q -rs -n $(WORKERS) --dist loadfile tests/store/test_kill.py \
	  tests/store/test_power_cut.py tests/store/test_released.py tests/store/test_upgrade_killed.py

bench: $(stamp) ## measure answers, waits, growth and kills (half an hour)
	@$(python) -m tests.bench

load: $(stamp) ## put servers under the load of a class, and of too many (a quarter of an hour)
	@$(python) -m tests.load

lock: ## write requirements.lock anew from pyproject.toml (needs uv)
	@uv="$$(command -v uv || command -v .venv/bin/uv)" || \
	  { echo "make lock needs uv; get it with: $(python) -m pip install uv" >&2; exit 1; }; \
	"$$uv" pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-emit-index-url --no-emit-find-links --no-annotate --quiet -o requirements.lock

clean: ## remove .venv and everything else that can be made again
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist artifacts
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

lint: $(stamp)
	@$(python) -m ruff format --check --quiet . || { echo "make it tidy with: $(python) -m ruff format ." >&2; exit 1; }
	@$(python) -m ruff check --quiet .
	@$(python) -m mypy --no-error-summary $(packages)
	@.venv/bin/lint-imports > .venv/layers.txt || { cat .venv/layers.txt; exit 1; }

$(stamp): requirements.lock pyproject.toml $(wildcard modules/*/pyproject.toml content/pyproject.toml)
	@.ci/make-venv
	@echo "Installing what learnenv needs; the first time takes a minute or two."
	@$(python) -m pip install -qq --require-hashes -r requirements.lock
	@$(python) -m pip install -qq --no-deps --no-build-isolation $(addprefix --editable ./,$(projects))
	@touch $@
