# The two commands are `make serve` and `make test`; all that they need they set up themselves.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
TOOLS := $(VENV)/tools/bin

.PHONY: serve site check status preview links publish rollback test test-fast test-firefox lint
.PHONY: audit bench pictures zensical course schema lock clean pages fuzz stale issue packages
.PHONY: sbom workflows machine new-strategy changed

serve: $(VENV)/.site
	$(RUN) -m strategysite serve

site: $(VENV)/.site
	$(RUN) -m strategysite site

# With BASE, a commit to compare with, it also reminds of data/changes.yaml.
check: $(VENV)/.site
	$(RUN) -m strategysite check $(if $(BASE),--base $(BASE))

# What changes since BASE, with pictures: .build/preview/index.html
# Without a browser it does without the pictures, and says so.
preview: $(VENV)/.tests
	-@$(RUN) -m tests.machine chromium
	$(RUN) -m strategysite preview $(BASE)

# Asks other sites, so it needs the network; never part of the tests.
links: $(VENV)/.site
	$(RUN) -m strategysite links

# What has gone stale since yesterday: .build/stale.md, which is there only when something has;
# FAIL=1 fails then.
stale: $(VENV)/.site
	$(RUN) -m strategysite stale $(if $(FAIL),--fail)

# Keeps one issue on GitHub with that page, through the forge's own program.
issue: stale
	.ci/issue

# Says to GitHub's step whether the code has changed since what was last published.
changed:
	.ci/changed

# Known weaknesses in the packages that the site is built with. Asks the network; a package that it
# gets no answer for is a fault too.
packages: $(VENV)/.tools
	$(TOOLS)/pip-audit --strict --requirement requirements.txt --require-hashes --disable-pip

# The list of those packages (CycloneDX), which publish puts beside the site: .build/sbom.cdx.json
sbom: $(VENV)/.tools
	mkdir -p .build
	$(TOOLS)/cyclonedx-py requirements requirements.txt --validate --output-reproducible \
		--output-format JSON --output-file .build/sbom.cdx.json

# What is wrong or unsafe in the forges' workflows and forms. Asks no network; the commands in them
# are make targets, so no shell is checked.
SCHEMA = $(TOOLS)/check-jsonschema --builtin-schema
FORMS = $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))
workflows: $(VENV)/.tools
	$(TOOLS)/actionlint -shellcheck= -pyflakes= .github/workflows/*.yml
	$(TOOLS)/zizmor --offline --no-progress --quiet .github/workflows
	$(SCHEMA) vendor.gitlab-ci --data-transform gitlab-ci .gitlab-ci.yml
	$(SCHEMA) vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(SCHEMA) vendor.github-issue-forms $(FORMS)

# Browser, web server and rsync for the tests; SUDO=sudo for who is not root.
machine: $(VENV)/.tests
	$(SUDO) $(RUN) -m tests.machine

# To a folder, or to name@server:folder. RELOAD is run on the server when its rules have changed.
# FORCE=1 shows files that are older than those that are shown; NO_ASK=1 does not ask the site's
# address afterwards, where it can't be reached from here.
RELOADING = $(if $(RELOAD),--reload '$(RELOAD)')
publish: $(VENV)/.site
	$(RUN) -m strategysite publish $(TARGET) $(RELOADING) $(if $(filter 1,$(FORCE)),--force) \
		$(if $(filter 1,$(NO_ASK)),--no-ask) $(if $(filter 1,$(FACTS_ONLY)),--facts-only)

# The same site for a page host, such as a forge's, which sends none of the server rules.
# publication.host must name it.
pages: $(VENV)/.site
	$(RUN) -m strategysite site --elsewhere

rollback: $(VENV)/.site
	$(RUN) -m strategysite rollback $(TARGET) $(RELOADING)

status: $(VENV)/.site
	$(RUN) -m strategysite status

# The orientation for a learning platform: .build/course/*.zip
course: $(VENV)/.site
	$(RUN) -m strategysite course

# Random slips in a copy of the editors' files: make fuzz N=1000, SEED=0 is where they begin.
fuzz: $(VENV)/.tests
	FUZZ_EDITS=$(or $(N),1000) FUZZ_SEED=$(or $(SEED),0) \
		$(RUN) -m pytest -n auto tests/test_random_edits.py

# A new strategy takes over: data/source/strategi-2027-2030.docx (or .txt), then
# make new-strategy PERIOD=2027-2030 OPTIONS=--try
new-strategy: $(VENV)/.site
	$(RUN) -m strategysite new-strategy $(if $(PERIOD),"$(PERIOD)") $(OPTIONS)

schema: $(VENV)/.site
	$(RUN) -m strategysite schema

# Everything that must hold. A file of tests stays on one core, so that what it has built is built
# once. What Python makes of a file is kept till next time, whatever the machine is set to: half the
# time it takes to find them.
PYTEST = PYTHONDONTWRITEBYTECODE= $(RUN) -m pytest -n auto --dist loadfile --no-loadscope-reorder

# Lint runs beside the tests, which leave a core idle while a page or a server is waited for. What it
# says stands last, and both must pass.
test: $(VENV)/.tests $(VENV)/.tools
	$(RUN) -m tests.machine
	@mkdir -p .build
	($(LINT)) > .build/lint.txt 2>&1 & lint=$$!; \
		$(PYTEST); tested=$$?; \
		wait $$lint; linted=$$?; \
		cat .build/lint.txt; \
		exit $$((tested | linted))

# What a minute is enough for: no browser, no server, not the real site.
test-fast: lint
	$(PYTEST) -m "not slow"

# What is kept of the course, in Firefox too: tabs, Back, a learning platform; and where a heading
# is divided. Needs firefox-esr and Node; never part of make test.
test-firefox: $(VENV)/.tests
	$(RUN) -m tests.firefox

LINT = $(VENV)/bin/ruff format --check . && $(VENV)/bin/ruff check . && $(VENV)/bin/mypy
lint: $(VENV)/.tests
	$(LINT)

# Tests every finished page and writes the result to data/audit/report.json, which the accessibility
# statement shows. The HTML checker among the tests needs Java, and the one of the PDF a JDK.
audit: $(VENV)/.tests $(VENV)/.tools
	$(RUN) -m tests.machine
	$(RUN) -m tests.audit

# The pictures of README.md and CONTRIBUTING.md: notes/pictures/
pictures: $(VENV)/.tests
	$(RUN) -m tests.machine
	$(RUN) -m tests.pictures

# Prints build times and peak memory beside their limits; the search alone takes ten minutes.
# One of them: make bench ONLY=serve
bench: $(VENV)/.tests
	$(RUN) -m tests.machine
	$(RUN) -m tests.bench $(ONLY)

# Only tried: says whether the same sources build with Zensical, the successor of Material for
# MkDocs, and never fails.
zensical: $(VENV)/bin/python
	$(RUN) -m tests.exit.zensical

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.txt | $(VENV)/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/.tests: locks/dev.txt | $(VENV)/bin/python
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/dev.txt
	touch $@ $(VENV)/.site

$(VENV)/.tools: locks/tools.txt | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/tools
	$(TOOLS)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
		-r locks/tools.txt
	touch $@

# What pyproject.toml asks for, locked. Needs uv. Names, versions and hashes only: no address of a
# package index is written. A version stays until it must go; newer ones: make lock NEWER=--upgrade
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url $(NEWER)
lock:
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml --group dev -c requirements.txt -o locks/dev.txt
	$(LOCK) pyproject.toml --group zensical -c requirements.txt -o locks/zensical.txt
	$(LOCK) --group tools -o locks/tools.txt

clean:
	rm -rf site server .build
