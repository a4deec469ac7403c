# make demo    the five reports of seeds/ become a graph, and two questions are answered
# make test    all tests
# make check   format, lint, types, import contract, documentation
# make wheel   a wheel in dist/
# make clean   remove everything that these made
#
# Each makes its own virtual environment; all that has to be there is make and Python 3.11, 3.12 or 3.13.

SHELL := /bin/sh
.DELETE_ON_ERROR:
.PHONY: demo test check docs wheel clean

PACKAGED := pyproject.toml $(shell find src ontology queries -type f ! -name '*.pyc' 2>/dev/null)
WORKERS ?= 2
DEMO_STORE := .venv-demo/kgbuild-store

demo: .venv-demo/installed
	rm -rf $(DEMO_STORE)
	.venv-demo/bin/kgbuild ingest --store $(DEMO_STORE) seeds/
	@echo
	@echo '> kgbuild query militia-strikes -p place="Deir ez-Zor"'
	@.venv-demo/bin/kgbuild query militia-strikes -p place="Deir ez-Zor" --store $(DEMO_STORE) --format table
	@echo
	@echo '> kgbuild query timeline'
	@.venv-demo/bin/kgbuild query timeline --store $(DEMO_STORE) --format table

test: .venv-test/installed
	.venv-test/bin/python -m pytest -n $(WORKERS) $(PYTEST_ARGS)

check: .venv-test/installed
	.venv-test/bin/ruff format --check src tests scripts benchmarks conftest.py
	.venv-test/bin/ruff check src tests scripts benchmarks conftest.py
	.venv-test/bin/mypy
	.venv-test/bin/lint-imports --no-logo
	.venv-test/bin/python scripts/check_docs.py

docs: .venv-test/installed
	.venv-test/bin/python scripts/write_docs.py

wheel: .venv-test/installed
	rm -rf dist
	.venv-test/bin/python -m build --wheel

clean:
	rm -rf .venv-demo .venv-test dist build

.venv-demo/installed: $(PACKAGED)
	python=$$(scripts/find_python.sh) && "$$python" -m venv --clear .venv-demo
	.venv-demo/bin/python -m pip install --quiet --disable-pip-version-check .
	touch $@

# Dependency groups need pip 25.1 or newer.
.venv-test/installed: pyproject.toml
	python=$$(scripts/find_python.sh) && "$$python" -m venv --clear .venv-test
	.venv-test/bin/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	.venv-test/bin/python -m pip install --quiet --editable . --group dev
	touch $@
