# Each target sets up .venv by itself when it is missing or older than pyproject.toml.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	"$$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
FOLDER ?= analysis/data/sample
OUT ?= reports/$(notdir $(abspath $(FOLDER)))

.PHONY: report test test-lowest mutants notebooks docs lint format bench clean

report: .venv/.done
	$(BIN)/koujing report $(FOLDER) --out $(OUT)

test: .venv/.done
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

# The lowest versions that pyproject.toml allows, of what it names itself. What newer libraries tell older ones of
# their future is not ours to mend.
test-lowest: .venv-lowest/.done
	.venv-lowest/bin/pytest -p no:cacheprovider -W ignore::DeprecationWarning -W ignore::PendingDeprecationWarning

mutants: .venv/.done
	$(BIN)/python -m benchmarks.mutants $(ROOMS)

notebooks: .venv/.done
	$(BIN)/pytest tests/test_notebooks.py

docs: .venv/.done
	$(BIN)/pdoc -d numpy --no-show-source -o build/docs analysis

lint: .venv/.done
	$(BIN)/ruff format --check analysis tests benchmarks
	$(BIN)/ruff check analysis tests benchmarks
	$(BIN)/mypy

format: .venv/.done
	$(BIN)/ruff format analysis tests benchmarks
	$(BIN)/ruff check --fix analysis tests benchmarks

bench: .venv/.done
	@test -d "$(TEXTS)" || { echo "make bench TEXTS=FOLDER, with a folder of clean texts (.txt, a document each)"; exit 1; }
	$(BIN)/python -m benchmarks.cleaning $(TEXTS)
	$(BIN)/python -m benchmarks.keyness $(TEXTS)
	$(BIN)/python -m benchmarks.topics $(TEXTS)
	$(BIN)/python -m benchmarks.claims_null $(TEXTS) --keep build/claims.pkl
	$(BIN)/python -m benchmarks.claims $(TEXTS) --keep build/claims.pkl
	$(BIN)/python -m benchmarks.slogans
	$(BIN)/python -m benchmarks.scanning $(TEXTS)
	$(BIN)/python -m benchmarks.speed $(TEXTS) --out benchmarks/RESULTS.md

clean:
	rm -rf .venv .venv-lowest .hypothesis .pytest_cache .mypy_cache .ruff_cache build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.done: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Koujing needs Python 3.11, 3.12 or 3.13; none was found."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[test,browser,docs]'
	touch $@

.venv-lowest/.done: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Koujing needs Python 3.11, 3.12 or 3.13; none was found."; exit 1; }
	$(PYTHON) -m venv .venv-lowest
	.venv-lowest/bin/python -m pip install --quiet uv
	VIRTUAL_ENV=.venv-lowest .venv-lowest/bin/uv pip install --quiet --resolution lowest-direct --editable '.[test]'
	touch $@
