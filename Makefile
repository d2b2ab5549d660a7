# The two commands of this repository: `make demo` and `make test`.
# Both make their own environment in .venv, with CPython 3.11 or later and nothing else.

PYTHON ?= $(firstword $(shell for each in python3.11 python3.12 python3.13 python3; do command -v $$each; done))
BIN := .venv/bin
JOBS ?= 2
# Tests wait: for a limit, a scheduler, a server. One process more keeps the processors busy.
TESTS ?= 3

.PHONY: help install demo test lint built verified content docs clean

help:
	@echo "make demo     install, grade the sample class in the sandbox, show where the results are"
	@echo "make test     install, then everything that CI runs: lint, types, content, tests"
	@echo "make lint     ruff and mypy"
	@echo "make content  the proof of the assignments: build --check and verify"
	@echo "make docs     the documentation as a site, in build/docs; a warning is an error"
	@echo "make clean    remove the environment and what demo wrote"

install: .venv/installed

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

demo: install
	$(BIN)/autograder demo 03_output_layers 08_convolution

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

built: install
	$(BIN)/autograder build --check
	$(BIN)/autograder coverage

verified: install
	$(BIN)/autograder verify

content: built verified

docs: install
	$(BIN)/python -m sphinx -W --keep-going -q -b html -d build/doctrees docs build/docs
	@echo build/docs/index.html

# Lint and build each keep one processor busy; verify and pytest use them all.
test: install
	$(MAKE) --jobs $(JOBS) lint built
	$(MAKE) verified
	$(BIN)/python -m pytest -n $(TESTS) --dist loadfile --no-loadscope-reorder

clean:
	rm -rf .venv demo
