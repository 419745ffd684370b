# Every target sets the environment up first; nothing needs to be installed by hand but Python >= 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup serve test check fix bench docs lock clean

setup: .venv/.ready

# Re-installs only when a lock or the package's own metadata changes. uv when it is there, else venv and pip.
.venv/.ready: requirements/dev.lock pyproject.toml requirements/run.in
	@if command -v uv >/dev/null 2>&1; then \
	  { [ -x $(BIN)/python ] || uv venv --quiet --python '>=3.11' .venv; } && \
	  VIRTUAL_ENV=.venv uv pip install --quiet --require-hashes -r requirements/dev.lock && \
	  VIRTUAL_ENV=.venv uv pip install --quiet --no-deps -e . ; \
	else \
	  { [ -x $(BIN)/python ] || $(PYTHON) -m venv .venv || \
	    { echo "venv is missing. On Debian: apt-get install python3-venv" >&2; exit 1; }; } && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e . ; \
	fi
	@touch $@

serve: setup
	@$(BIN)/python -m gongkai.project.serve

# Two workers for the mass; the journeys one after the other, since each has a browser or a server of its own;
# then everything that touches the database once more on a real PostgreSQL.
TESTS = $(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not journey" && \
	$(BIN)/python -m pytest -q -m journey && \
	$(BIN)/python tests/run_on_postgres.py

test: setup
	$(TESTS)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(TESTS)

fix: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup
	$(BIN)/python -m benchmarks

docs: setup
	$(BIN)/sphinx-build -q -W -b html docs docs/_build/html

lock:
	cd requirements && uv pip compile --quiet --universal --generate-hashes --python-version 3.11 run.in -o run.lock
	cd requirements && uv pip compile --quiet --universal --generate-hashes --python-version 3.11 dev.in -o dev.lock

clean:
	rm -rf .venv var build dist .pytest_cache .mypy_cache .ruff_cache docs/_build
