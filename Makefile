# The two commands are `make serve` and `make test`; all that they need they set up themselves.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python

.PHONY: serve site check status preview links publish rollback test audit bench pictures zensical course schema lock clean

serve: $(VENV)/.site
	$(RUN) -m strategysite serve

site: $(VENV)/.site
	$(RUN) -m strategysite site

check: $(VENV)/.site
	$(RUN) -m strategysite check

# What changes since BASE, with pictures: .build/preview/index.html
preview: $(VENV)/.tests
	$(RUN) -m tests.machine
	$(RUN) -m strategysite preview $(BASE)

# Asks other sites, so it needs the network; never part of the tests.
links: $(VENV)/.site
	$(RUN) -m strategysite links

# To a folder, or to name@server:folder. RELOAD is run on the server when its rules have changed.
publish: $(VENV)/.site
	$(RUN) -m strategysite publish $(TARGET) $(if $(RELOAD),--reload '$(RELOAD)')

rollback: $(VENV)/.site
	$(RUN) -m strategysite rollback $(TARGET)

status: $(VENV)/.site
	$(RUN) -m strategysite status

# The orientation for a learning platform: .build/course/*.zip
course: $(VENV)/.site
	$(RUN) -m strategysite course

schema: $(VENV)/.site
	$(RUN) -m strategysite schema

test: $(VENV)/.tests
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(RUN) -m tests.machine
	$(RUN) -m pytest

# Tests every finished page and writes the result to data/audit.json, which the accessibility statement shows.
audit: $(VENV)/.tests
	$(RUN) -m tests.machine
	$(RUN) -m tests.audit

# The pictures of README.md and CONTRIBUTING.md: notes/pictures/
pictures: $(VENV)/.tests
	$(RUN) -m tests.machine
	$(RUN) -m tests.pictures

# Prints build times and peak memory beside their limits; takes some minutes. One of them: make bench ONLY=serve
bench: $(VENV)/.tests
	$(RUN) -m tests.bench $(ONLY)

# Only tried: says whether the same sources build with Zensical, the successor of Material for MkDocs, and never fails.
zensical: $(VENV)/bin/python
	$(RUN) -m tests.exit.zensical

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.txt | $(VENV)/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/.tests: requirements-dev.txt | $(VENV)/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@ $(VENV)/.site

# Needs uv. Names, versions and hashes only: no address of a package index is written.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url requirements.in -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url requirements-dev.in -c requirements.txt -o requirements-dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url requirements-zensical.in -c requirements.txt -o requirements-zensical.txt

clean:
	rm -rf site server .build
