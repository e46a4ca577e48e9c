# Remiss: everything a person does with this folder. `make help` lists it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-emit-options

# Tests wait more than they compute: three processes for two cores. Whole files go to one of them, those
# named first begin first.
PYTEST := $(BIN)/pytest --numprocesses $(shell expr 3 '*' $$(nproc) / 2) --maxprocesses 6 \
	--dist loadfile --no-loadscope-reorder

# Else each of the many processes, tests' and the service's, would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo up test test-rules test-pages test-browser test-faults lint format types contracts \
	audit lock screens chaos cluster bench bench-http bench-pages bench-scale bench-upkeep bench-load bench-report bench-clarity measure fuzz clean distclean

help: ## Show this help / Xem hướng dẫn này
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(VENV)/.base ## Play the story on a real service / Chạy câu chuyện mẫu trên dịch vụ thật
	@$(BIN)/remiss demo

up: $(VENV)/.base ## Start the service / Khởi động dịch vụ
	@$(BIN)/remiss up

# Rules wait for nobody: a process for each core.
test-rules: $(VENV)/.dev ## Test every rule, without a server / Kiểm thử quy tắc, không cần máy chủ
	@$(PYTEST) --numprocesses $(shell nproc) tests/rules

test: $(VENV)/.dev ## Test rules, parts and the whole service / Kiểm thử quy tắc, từng phần, toàn dịch vụ
	@$(PYTEST) tests/whole tests/parts tests/browser/test_session_over.py tests/histories tests/rules

test-pages: $(VENV)/.dev ## Look at papers as pages / Kiểm tra văn bản theo từng trang in
	@$(PYTEST) tests/pages

# A browser computes: one for each core.
test-browser: $(VENV)/.dev ## Use the portal in a real browser / Dùng thử cổng bằng trình duyệt thật
	@$(PYTEST) --numprocesses $(shell nproc) tests/browser

test-faults: $(VENV)/.dev ## A few faults, a short search for bad input / Thử vài sự cố, dò dữ liệu xấu
	@$(PYTEST) tests/faults tests/fuzz

lint: $(VENV)/.dev ## Check style and layout / Kiểm tra văn phong, định dạng mã
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet

format: $(VENV)/.dev ## Repair style and layout / Sửa văn phong, định dạng mã
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

types: $(VENV)/.dev ## Check types / Kiểm tra kiểu
	@$(BIN)/mypy --no-error-summary

contracts: $(VENV)/.dev ## Check which layer imports which / Kiểm tra ranh giới giữa các tầng
	@$(BIN)/lint-imports --no-cache > $(VENV)/contracts.log 2>&1 || { cat $(VENV)/contracts.log; exit 1; }

audit: $(VENV)/.dev ## Look for known weaknesses / Tìm điểm yếu bảo mật đã biết
	@$(BIN)/bandit --quiet --recursive --configfile pyproject.toml .
	@$(BIN)/pip-audit --strict --progress-spinner off --disable-pip --require-hashes \
		-r requirements/base.txt > $(VENV)/audit.log 2>&1 || { \
		grep -Eq 'not found on PyPI|ConnectionError' $(VENV)/audit.log || { cat $(VENV)/audit.log; exit 1; }; \
		echo 'Không tới được nguồn cảnh báo nên chưa rà soát thư viện: xem $(VENV)/audit.log.'; \
		echo 'The advisories cannot be reached; libraries were not audited: see $(VENV)/audit.log.'; }

lock: $(VENV)/.dev ## Pin and hash the requirements anew / Khóa lại phiên bản thư viện
	@CUSTOM_COMPILE_COMMAND='make lock' $(LOCK) --output-file requirements/base.txt requirements/base.in
	@CUSTOM_COMPILE_COMMAND='make lock' $(LOCK) --output-file requirements/dev.txt requirements/dev.in

screens: $(VENV)/.dev ## Take a picture of every page into .remiss/screens / Chụp ảnh mọi trang của cổng
	@$(BIN)/pytest tests/browser/test_every_page.py tests/browser/test_every_page_in_english.py --screens .remiss/screens -k asked_for

chaos: $(VENV)/.dev ## Make faults on a real service and count; FAULT=... / Gây sự cố rồi đếm lại
	@$(BIN)/python -m lab.chaos $(FAULT)

# Needs Go, and some minutes to build the server the first time; TESTS=... runs less.
cluster: $(VENV)/.dev ## Run a suite on a real Temporal cluster / Kiểm thử trên cụm Temporal thật
	@$(BIN)/python -m lab.cluster $(TESTS)

bench: $(VENV)/.dev ## Measure what a reply costs / Đo chi phí của một văn bản trả lời
	@$(BIN)/python -m lab.bench.reply

bench-http: $(VENV)/.dev ## Measure what HTTP adds to an Update / Đo phần HTTP thêm vào mỗi thao tác
	@$(BIN)/python -m lab.bench.http 2> /dev/null | grep ' ms\| x '

bench-pages: $(VENV)/.dev ## Measure what a page costs / Đo chi phí của một trang trên cổng
	@$(BIN)/python -m lab.bench.pages 2> /dev/null | grep ' ms'

bench-scale: $(VENV)/.dev ## Measure reads of many cases; CASES=100000 / Đo khi có nhiều hồ sơ
	@$(BIN)/python -m lab.bench.scale --cases $(or $(CASES),100000)

bench-upkeep: $(VENV)/.dev ## Measure the upkeep of many cases; CASES=100000 / Đo việc giữ gìn sổ cái lớn
	@$(BIN)/python -m lab.bench.upkeep --cases $(or $(CASES),100000)

bench-load: $(VENV)/.dev ## Put the service under one load; LOAD=timer_storm SIZE=200 / Tạo một kiểu tải rồi đo, đếm
	@$(BIN)/python -m lab.bench.load $(or $(LOAD),timer_storm) $(SIZE)

bench-report: $(VENV)/.dev ## Measure for an hour, into docs/bench; SIZE=small / Đo trong một giờ, ghi vào docs/bench
	@$(BIN)/python -m lab.bench.load.report.bench_report --size $(or $(SIZE),hour)

bench-clarity: $(VENV)/.dev ## Measure how well replies are judged; FILE=... / Đo chất lượng đánh giá văn bản
	@$(BIN)/python -m lab.bench.clarity $(FILE)

measure: $(VENV)/.base ## Print the figures of the house / In các số đo của mã nguồn
	@$(BIN)/python -m lab.measure

fuzz: $(VENV)/.dev ## Search for bad input that gets through; MINUTES=10 / Dò dữ liệu xấu lọt qua
	@$(BIN)/pytest tests/fuzz --fuzz-minutes $(or $(MINUTES),10)

clean: ## Remove data and caches / Xóa dữ liệu và bộ nhớ đệm
	@rm -rf .remiss .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	@find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean ## Also remove the virtual environment / Xóa cả môi trường ảo
	@rm -rf $(VENV)

# A stamp is newer than what it was made from: a changed requirement installs again.
$(VENV)/.base: requirements/base.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Remiss cần Python 3.11 trở lên. Hãy chạy: make PYTHON=python3.11 ...' >&2; \
		echo 'Remiss needs Python 3.11 or newer. Run: make PYTHON=python3.11 ...' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
		echo 'Python này thiếu mô-đun venv. Trên Debian, Ubuntu hãy cài gói python3-venv.' >&2; \
		echo 'This Python lacks the venv module. On Debian and Ubuntu install python3-venv.' >&2; exit 1; }
	@echo 'Đang cài đặt vào $(VENV) ... / Installing into $(VENV) ...'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements/base.txt
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@
