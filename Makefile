# `make serve` sets up and serves the page; `make test` sets up and runs the tests. Both are quick the second time.

PYTHON ?= python3
BIN := .venv/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: serve test stress check docs picture samples train clean

serve: .venv/installed
	$(BIN)/kildesvar serve $(if $(REPORTS),--reports $(REPORTS))

test: .venv/installed-dev .venv/chromium .venv/libreoffice .venv/tesseract
	$(BIN)/python -m pytest

# Thousands of damaged files; those that are lost are kept. STRESS adds options (`python -m tests.stress.fuzz --help`).
stress: .venv/installed-dev .venv/tesseract
	$(BIN)/python -m tests.stress.fuzz $(STRESS)

check: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/kildesvar settings | diff - docs/settings.md

docs: .venv/installed
	$(BIN)/kildesvar settings > docs/settings.md

picture: .venv/installed-dev .venv/chromium
	$(BIN)/python -m tests.screenshot

samples: .venv/installed-dev
	$(BIN)/python -m corpus.sample_sources.set_reports

# Goes on where it was broken off. RUN names the folder, TRAIN adds options (`python -m index.training --help`).
RUN ?= .kildesvar/training
train: .venv/installed-train
	$(BIN)/python -m index.training --out $(RUN) $(TRAIN)
	$(BIN)/kildesvar build corpus/reports --index $(RUN)/samples
	for set in evals/sets/*.jsonl; do $(BIN)/python -m index.training.outside $(RUN) $(RUN)/samples $$set || exit; done
	$(BIN)/python -m index.training.card $(RUN)

clean:
	rm -rf .venv .kildesvar

# Debian and Ubuntu keep the part of Python that makes virtual environments in a package of its own.
.venv/bin/python:
	$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || { $(SUDO) apt-get update && $(SUDO) apt-get install -y python3-venv; }
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

.venv/installed-dev: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@ .venv/installed .venv/installed-train

.venv/installed-train: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[train]'
	touch $@ .venv/installed

.venv/chromium: | .venv/bin/python
	command -v chromium >/dev/null || { $(SUDO) apt-get update && $(SUDO) apt-get install -y chromium; }
	touch $@

.venv/libreoffice: | .venv/bin/python
	command -v soffice >/dev/null || \
	  { $(SUDO) apt-get update && $(SUDO) apt-get install -y --no-install-recommends libreoffice-writer-nogui; }
	touch $@

.venv/tesseract: | .venv/bin/python
	tesseract --list-langs 2>/dev/null | grep -qx dan || \
	  { $(SUDO) apt-get update && $(SUDO) apt-get install -y tesseract-ocr tesseract-ocr-dan; }
	touch $@
