# Every target sets up .venv by itself where that is needed; PYTHON=… chooses the interpreter.

PYTHON ?=
export PYTHON
BIN := .venv/bin
UV := $(BIN)/python -m uv
# As many test processes as there are cores; "make quick WORKERS=0" for a debugger.
WORKERS ?= auto
PYTEST := $(BIN)/python -m pytest -n $(WORKERS)
SOURCES := scripts schemas tests docs $(wildcard benchmarks)

.DELETE_ON_ERROR:
.PHONY: help dataset test quick venv format-check lint types imports fresh all-tests \
	generate format bench bench-check lower-bounds upkeep constraints clean

help: ## what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

dataset: venv ## set up, check the corpus and build the full edition into dist/conflict-claims
	$(BIN)/conflict-claims check
	$(BIN)/conflict-claims build --edition full

test: venv format-check lint types imports fresh all-tests ## everything that CI runs

quick: venv ## the tests that take no time, and the linter: under a minute
	$(BIN)/ruff check --quiet $(SOURCES)
	$(PYTEST) -m "not slow and not bench"

venv:
	@sh .ci/venv

format-check: venv
	$(BIN)/ruff format --check $(SOURCES)

lint: venv
	$(BIN)/ruff check $(SOURCES)

types: venv
	$(BIN)/mypy

imports: venv
	$(BIN)/lint-imports

fresh: venv
	$(BIN)/conflict-claims generate --check

all-tests: venv
	$(PYTEST) -m "not bench"

generate: venv ## renew the files that are made from the vocabulary
	$(BIN)/conflict-claims generate

format: venv ## rewrite the Python files in ruff's format, with the safe repairs
	$(BIN)/ruff check --fix --quiet $(SOURCES) || true
	$(BIN)/ruff format $(SOURCES)

bench: venv ## the measurements that the documentation quotes: minutes
	@for script in benchmarks/bench_*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

bench-check: venv ## check on a million generated spans: seconds, memory, Pandera beside plain polars
	$(BIN)/python benchmarks/bench_check.py

upkeep: venv
	@$(BIN)/python -m pip install --quiet --quiet --constraint constraints.txt --no-build-isolation --editable '.[upkeep]'

lower-bounds: upkeep ## the quick tests with the oldest versions that pyproject.toml allows
	rm -rf .venv-lower
	$(UV) venv --quiet --python $(BIN)/python .venv-lower
	$(UV) pip install --quiet --python .venv-lower --resolution lowest-direct --editable '.[dev]'
	.venv-lower/bin/python -m pytest -n $(WORKERS) -m "not slow and not bench"

# Two resolutions, for the labelling SDK does not know Python 3.14.
COMPILE := $(UV) pip compile --quiet --upgrade --no-header --no-annotate pyproject.toml
constraints: export LC_ALL := C
constraints: upkeep ## renew constraints.txt from the newest versions
	@mkdir -p dist
	$(COMPILE) --python-version 3.11 --all-extras --output-file dist/older.txt >/dev/null
	$(COMPILE) --python-version 3.14 --extra dev --extra upkeep --output-file dist/newer.txt >/dev/null
	sort -o dist/older.txt dist/older.txt
	sort -o dist/newer.txt dist/newer.txt
	{ comm -12 dist/older.txt dist/newer.txt; \
	  comm -23 dist/older.txt dist/newer.txt | sed "s/$$/ ; python_version < '3.14'/"; \
	  comm -13 dist/older.txt dist/newer.txt | sed "s/$$/ ; python_version >= '3.14'/"; } | sort > dist/both.txt
	{ echo '# The versions that the tests ran with. Written by "make constraints"; do not edit.'; \
	  cat dist/both.txt; } > constraints.txt

clean: ## remove what was built and every environment; never what was written
	rm -rf .venv .venv-lower dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find scripts schemas tests -name __pycache__ -type d -prune -exec rm -rf {} +
