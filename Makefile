# Every target sets up .venv by itself where that is needed; PYTHON=… chooses the interpreter.

PYTHON ?=
export PYTHON
BIN := .venv/bin
UV := $(BIN)/python -m uv
# As many test processes as there are cores; "make quick WORKERS=0" for a debugger.
WORKERS ?= auto
# The tests that share a Label Studio server run in one process (loadgroup), all others wherever there is room.
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup
SOURCES := scripts schemas tests docs $(wildcard benchmarks)

.DELETE_ON_ERROR:
.PHONY: help dataset test quick venv label-studio-server format-check lint types imports fresh all-tests \
	generate calibrate docs format bench bench-check bench-release bench-label-studio bench-suggest bench-convert \
	bench-changed lower-bounds upkeep constraints clean

help: ## what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 24

dataset: venv ## set up, check the corpus and build the full edition into dist/conflict-claims
	$(BIN)/conflict-claims check
	$(BIN)/conflict-claims build --edition full

test: venv label-studio-server format-check lint types imports fresh all-tests ## everything that CI runs

quick: venv ## the tests that take no time, and the linter: under a minute
	$(BIN)/ruff check --quiet $(SOURCES)
	POLARS_MAX_THREADS=1 $(PYTEST) --dist loadfile -m "not slow and not bench" --hypothesis-profile quick

venv:
	@sh .ci/venv

label-studio-server: ## the real Label Studio server that its tests start: minutes and 1 GB, once
	@sh .ci/label-studio

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

all-tests: venv label-studio-server
	$(PYTEST) -m "not bench"

generate: venv ## renew the files that are made from the vocabulary
	$(BIN)/conflict-claims generate

CONFIDENCE := scripts/conflict_claims/suggest/lexicons/confidence.toml
calibrate: venv ## renew the confidences of suggest, from gold and the set that its rules are developed by
	@mkdir -p dist
	rm -f dist/gold.jsonl
	$(BIN)/conflict-claims export jsonl dist/gold.jsonl --annotator gold
	cat dist/gold.jsonl tests/suggest/sets/dev.jsonl > dist/marked.jsonl
	$(BIN)/conflict-claims suggest - < dist/marked.jsonl > dist/suggested.jsonl
	$(BIN)/conflict-claims evaluate dist/marked.jsonl dist/suggested.jsonl --calibration $(CONFIDENCE) --output dist/scores.txt

docs: venv ## the documentation as a site, in dist/docs: every link within it is checked
	$(BIN)/sphinx-build -q -W --keep-going -c docs . dist/docs

format: venv ## rewrite the Python files in ruff's format, with the safe repairs
	$(BIN)/ruff check --fix --quiet $(SOURCES) || true
	$(BIN)/ruff format $(SOURCES)

bench: venv ## the measurements that the documentation quotes: minutes
	@for script in benchmarks/bench_*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

bench-check: venv ## check on a million generated spans: seconds, memory, Pandera beside plain polars
	$(BIN)/python benchmarks/bench_check.py

bench-release: venv ## plan and diff of a million generated spans: minutes, and gigabytes of disk
	$(BIN)/python benchmarks/bench_release.py

bench-label-studio: venv ## an export of 10,000 articles turned into files and tables, beside the SDK's converter
	$(BIN)/python benchmarks/bench_label_studio.py

bench-suggest: venv ## suggest: articles a second on one core, beside naive patterns and the floor
	$(BIN)/python benchmarks/bench_suggest.py

bench-convert: venv ## an archive turned into tables, beside the floor and its peers; SIZE=50000 for more
	$(BIN)/python benchmarks/bench_convert.py

bench-changed: venv ## check --changed for one article among 5,000
	$(BIN)/python benchmarks/bench_changed.py

upkeep: venv
	@$(BIN)/python -m pip install --quiet --quiet --constraint constraints.txt --no-build-isolation --editable '.[upkeep]'

lower-bounds: upkeep ## the quick tests with the oldest versions that pyproject.toml allows
	rm -rf .venv-lower
	$(UV) venv --quiet --python $(BIN)/python .venv-lower
	@mkdir -p dist
	@# Left to itself the resolution moves a bound up where two do not go together, and says nothing.
	grep -oE '"[a-z-]+(\[[a-z]+\])?>=[0-9.]+' pyproject.toml | sed 's/"//; s/\[[a-z]*\]//; s/>=/==/' | sort -u >dist/lower.txt
	$(UV) pip install --quiet --python .venv-lower --resolution lowest-direct --constraint dist/lower.txt --editable '.[dev]'
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
	rm -rf .venv .venv-lower .venv-label-studio dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find scripts schemas tests -name __pycache__ -type d -prune -exec rm -rf {} +
