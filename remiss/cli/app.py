"""The command `remiss`: reads settings, calls what does the work, explains what went wrong."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from remiss import logs
from remiss import settings as configuration
from remiss.settings import InvalidSettingsError, Settings
from remiss.texts import BilingualError

if TYPE_CHECKING:
    from remiss.machine.service import Service

EXIT_PROBLEM = 1
EXIT_SETTINGS = 2

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Remiss: lấy ý kiến liên cơ quan đúng hạn, đúng thẩm quyền.\n\n"
    "Remiss: inter-agency consultation, on time and within mandate.\n\n"
    "Bắt đầu / start: [bold]remiss demo[/bold]. Cài đặt / settings: [bold]remiss settings[/bold].",
)
screen = Console()


def main() -> None:
    """Run the command; an expected difficulty becomes one message and an exit code."""
    try:
        app()
    except InvalidSettingsError as error:
        _fail(str(error), EXIT_SETTINGS)
    except BilingualError as problem:
        _fail(str(problem), EXIT_PROBLEM)


@app.command(help="Khởi động dịch vụ, dừng bằng Ctrl-C. / Start the service; Ctrl-C stops it.")
def up() -> None:
    """Start the service and stay until a signal."""
    from remiss.machine.service import run_service  # noqa: PLC0415 - slow to import, not always needed

    screen.print("Đang khởi động ... / Starting ...")
    asyncio.run(run_service(_settings(), _announce))
    screen.print("Đã dừng. / Stopped.")


@app.command(help="Chạy câu chuyện mẫu trên dịch vụ thật. / Play the story on a real service.")
def demo() -> None:
    """Play the demonstration."""
    _find("remiss.demo.story", "run")(_settings())


@app.command(help="Chạy riêng tiến trình xử lý. / Run only a worker.")
def worker() -> None:
    """Run a worker against the Temporal and PostgreSQL of the settings."""
    _find("worker", "main")()


@app.command(help="Cập nhật cấu trúc cơ sở dữ liệu. / Bring the database schema up to date.")
def migrate() -> None:
    """Apply the migrations that are missing."""
    from remiss.machine.database import service  # noqa: PLC0415 - as above

    settings, apply = _settings(), _find("remiss.ledger", "migrate")
    applied = _with_database(lambda dsn: apply(dsn, service(settings, dsn)), owner=True)
    screen.print("\n".join(applied) or "Đã là bản mới nhất. / Already up to date.")


@app.command(help="Dựng lại bảng đọc từ sổ cái. / Rebuild the read tables from the ledger.")
def rebuild() -> None:
    """Rebuild the read tables."""
    count = _on_database("rebuild", owner=True)
    screen.print(f"Đã dựng lại {count} hồ sơ. / {count} consultations rebuilt.")


@app.command(
    help="Kiểm tra tính toàn vẹn của sổ cái, hoặc của một hồ sơ đã xuất. / Check every chain of "
    "the ledger, or an exported dossier."
)
def verify(
    dossier: Annotated[
        Path | None,
        typer.Argument(
            help="Hồ sơ đã xuất; bỏ trống: sổ cái / A dossier; left out: the ledger",
            show_default=False,
        ),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(
            help="Tệp khóa công khai (PEM) để kiểm tra hồ sơ / Public keys (PEM) to trust",
            show_default=False,
        ),
    ] = None,
    checkpoints: Annotated[
        Path | None,
        typer.Option(
            help="Thư mục, hoặc một tệp, bản chốt sổ lưu ở nơi khác / Checkpoints kept elsewhere",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Verify the ledger, or a dossier offline; a finding is a failure that names what is wrong."""
    if dossier is not None:
        _verify_dossier(dossier, key, checkpoints)
        return
    if key or checkpoints:
        raise BilingualError(
            vi="--key và --checkpoints chỉ dùng khi kiểm tra một hồ sơ: remiss verify HỒ_SƠ.zip.",
            en="--key and --checkpoints are for a dossier: remiss verify DOSSIER.zip.",
        )
    settings, audited = _settings(), _find("remiss.evidence.ledger_proof", "audit_ledger")
    report = _with_database(lambda dsn: audited(dsn, settings))
    verdict = report.verdict
    if not report.holds:
        raise BilingualError(vi=verdict.vi, en=verdict.en)
    screen.print(f"{verdict.vi}\n{verdict.en}")


@app.command(
    help="Mất Temporal: khởi động lại mọi hồ sơ đang mở từ sổ cái. / Temporal lost: start every "
    "open case again from the ledger."
)
def recover(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ xem, không làm gì / Only look, change nothing")
    ] = False,
    from_ledger: Annotated[
        bool,
        typer.Option(
            "--from-ledger",
            help="Cả hồ sơ có lượt chạy đã bị dừng và không trả lời được / Also a case whose ended "
            "run does not answer",
        ),
    ] = False,
) -> None:
    """Bring back the cases that should be running; see docs/recovery.md."""
    options: dict[str, Any] = {"dry_run": dry_run, "from_ledger": from_ledger}
    summary = _on_database(
        "recover", _settings(), module="remiss.recovery", **options, progress=_progress
    )
    _conclude(summary, _find("remiss.recovery.outcomes", "say_recovered")(summary, dry_run=dry_run))


@app.command(
    help="Cơ sở dữ liệu khôi phục từ bản sao lưu cũ: ghi lại phần cuối còn thiếu. / A database "
    "restored from an old backup: write again what it lacks at the end."
)
def reconcile(
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ xem, không ghi / Only look, write nothing")
    ] = False,
) -> None:
    """Complete the ledger from the running workflows; see docs/recovery.md."""
    options: dict[str, Any] = {"dry_run": dry_run, "progress": _progress}
    summary = _on_database("reconcile", _settings(), module="remiss.recovery", **options)
    _conclude(
        summary, _find("remiss.recovery.outcomes", "say_reconciled")(summary, dry_run=dry_run)
    )


@app.command(help="Ký, xem, đối chiếu bản chốt sổ. / Sign, list or compare checkpoints.")
def checkpoint(
    *,
    list_all: Annotated[
        bool, typer.Option("--list", help="Xem mọi bản chốt sổ / List every checkpoint")
    ] = False,
    check: Annotated[
        Path | None,
        typer.Option(
            help="Đối chiếu với tệp đã lưu, ví dụ từ thư báo cáo ngày / Compare with a file kept "
            "elsewhere, such as from the mail of the daily report",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Sign where every chain stands, if one moved; or show or compare what was signed."""
    settings, proof = _settings(), import_module("remiss.evidence.ledger_proof")
    if check is not None:
        said = _with_database(lambda dsn: proof.compare_kept(dsn, settings, check))
        screen.print(f"{said.vi}\n{said.en}", markup=False)
    elif list_all:
        screen.print(_checkpoints(_with_database(proof.list_checkpoints)))
    else:
        outcome = _with_database(lambda dsn: proof.make_checkpoint(dsn, settings))
        screen.print(_checkpoints([outcome.newest] if outcome.newest else []))


@app.command(help="Xem thông báo đã gửi, chưa gửi được. / Show what notices did not arrive.")
def notices() -> None:
    """Count the notices of each channel and list the newest that did not arrive."""
    found = _on_database("overview", module="remiss.notices")
    screen.print(_tallies(found))
    for failure in found.failures:
        place = f"{failure.stream} #{failure.version} {failure.channel} {failure.recipient}"
        screen.print(f"{place}: {failure.status}, {failure.last_error}", markup=False)


@app.command(help="Xem lịch làm việc, các ngày đã ghi nhận. / Show the calendar in force.")
def calendar(
    year: Annotated[
        int | None, typer.Option(help="Năm / Year", show_default="năm nay", min=2015)
    ] = None,
) -> None:
    """Print the days of a year that are not what their weekday says, and who recorded which."""
    shown = _find("remiss.reference.calendar_rows", "calendar_rows")
    this_year = datetime.now(UTC).year
    version, rows = shown(_on_database("overrides"), this_year, year or this_year)
    if not rows:
        raise BilingualError(
            vi=f"Lịch làm việc chưa có năm {year}. Hãy chọn một năm gần hơn.",
            en=f"The working calendar does not reach the year {year}. Choose a nearer one.",
        )
    table = Table("Ngày / Day", "", "Tên / Name", "Căn cứ, người ghi / Basis, recorded by")
    for row in rows:
        table.add_row(*map(escape, row))
    screen.print(table)
    screen.print(f"Phiên bản / version: {version}")


@app.command(
    help="Đánh giá một tệp văn bản trả lời, mỗi dòng một bản ghi JSON. / Judge a file of replies."
)
def assess(
    file: Annotated[Path, typer.Argument(help="Tệp JSONL / JSONL file", show_default=False)],
) -> None:
    """Print one JSON line per record; exit code 1 when a record could not be read."""
    if bad := _find("remiss.cli.assess", "judge_file")(file):
        raise BilingualError(
            vi=f"{bad} bản ghi không đọc được; xem các dòng nêu trên.",
            en=f"{bad} records could not be read; see the lines above.",
        )


@app.command(help="Diễn tập việc mở hồ sơ, không ghi nhận gì. / Rehearse an opening.")
def rehearse(
    *,
    file: Annotated[
        Path,
        typer.Argument(
            help="Tệp YAML hoặc JSON, xem docs/examples/rehearsal.yaml / YAML or JSON file",
            show_default=False,
        ),
    ],
    silent: Annotated[
        list[str] | None,
        typer.Option(
            help="Mã cơ quan giả định im lặng, nêu được nhiều lần; none: không cơ quan nào; bỏ "
            "trống: tất cả. / An agency assumed silent, may be repeated; none: nobody; left out: "
            "all.",
            show_default=False,
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(
            help="Thời điểm mở giả định, ví dụ 2026-12-01T08:00 / When it would be opened",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="In JSON như API trả lời / Print JSON, as the API does")
    ] = False,
) -> None:
    """Print who would be asked, what would happen when, and when the case could end."""
    preview = _find("remiss.cli.rehearse", "rehearse_file")(file, silent or (), at)
    if as_json:
        print(preview.model_dump_json(indent=2))  # noqa: T201 - to pipe
    else:
        warnings = [warning.text for warning in preview.warnings]
        _find("remiss.cli.rehearsal_screen", "show")(screen, preview, warnings)


@app.command(help="Xem báo cáo quá hạn, ách tắc của một ngày. / Show the report of a day.")
def report(
    *,
    date: Annotated[
        str | None,
        typer.Option(
            help="Ngày báo cáo, ví dụ 2026-12-01; bỏ trống: hôm nay / The day; left out: today",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Ghi ra tệp .docx hoặc .json / Write a .docx or .json file", show_default=False
        ),
    ] = None,
    chairman: Annotated[
        bool,
        typer.Option("--chairman", help="Tệp DOCX gửi Chủ tịch / The Chairman's DOCX, with --out"),
    ] = False,
) -> None:
    """Print the published report of a day, or what one would say now; or write it to a file."""
    reporting = import_module("remiss.cli.report")
    found = _on_database("report_of", reporting.chosen_day(date), module="remiss.cli.report")
    if out is None:
        _find("remiss.cli.report_screen", "show")(screen, found.reports, published=found.published)
        return
    reporting.save(found, out, to_chairman=chairman)
    screen.print(f"Đã ghi {out}. / Written.", markup=False)


@app.command(help="Xem một hồ sơ, hiện nay hoặc tại một thời điểm. / Show a case, now or then.")
def show(
    *,
    case: Annotated[str, typer.Argument(help="Mã hồ sơ / The case's id", show_default=False)],
    at: Annotated[
        str | None,
        typer.Option(
            help="Đúng như đã biết vào thời điểm này, ví dụ 2026-12-01T09:00:00+07:00; bỏ trống: "
            "hiện nay / As it was known then; left out: now",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON / Print JSON")] = False,
) -> None:
    """Print a case with everything in it; what agencies did inside as well."""
    moment = _find("remiss.cli.show", "chosen_moment")(at)
    found = _on_database("shown_case", case, moment, module="remiss.cli.show")
    if as_json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=2))  # noqa: T201 - to pipe
    else:
        _find("remiss.cli.case_screen", "show")(screen, found.case, found.events, found.as_of)


@app.command(
    "export", help="Xuất một hồ sơ thành tệp có chữ ký. / Export a case as a signed dossier."
)
def export_dossier(
    *,
    case: Annotated[str, typer.Argument(help="Mã hồ sơ / The case's id", show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option(help="Tệp ghi ra / File to write", show_default="CASE.zip"),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            help="Người xuất, ghi trong hồ sơ / Who exports it", show_default="tài khoản máy / user"
        ),
    ] = None,
) -> None:
    """Write one archive with everything of a case, for inspectors and auditors."""
    exporting, settings = import_module("remiss.cli.export"), _settings()
    path = out or Path(f"{exporting.file_name(case)}.zip")
    exporting.check_free(path)
    found = _on_database("exported", settings, case, path, by, module="remiss.cli.export")
    told = exporting.summary(found, path)
    screen.print(f"{told.vi}\n{told.en}", markup=False)


@app.command(
    "public-keys",
    help="In khóa công khai để kiểm tra hồ sơ. / Print the keys that verify dossiers.",
)
def public_keys() -> None:
    """Print the public keys whose signatures count here, PEM, for whoever verifies elsewhere."""
    keys = _find("remiss.evidence.ledger_proof", "checkpoint_keys")(_settings())
    if not keys:
        raise BilingualError(
            vi="Nơi cài đặt này không có khóa ký. Hãy đặt REMISS_CHECKPOINT_KEY_FILE.",
            en="This installation has no signing key. Set REMISS_CHECKPOINT_KEY_FILE.",
        )
    print("".join(key.pem for key in keys.values()), end="")  # noqa: T201 - to pipe


@app.command(help="In mã đăng nhập của một người (bản kèm theo). / Print a sign-in token.")
def token(
    person: Annotated[str, typer.Argument(help="Mã người dùng / Person's id")],
) -> None:
    """Print a token of the development issuer."""
    try:
        print(_find("remiss.machine.development_issuer", "token")(_settings(), person))  # noqa: T201 - to pipe
    except LookupError as error:
        _fail(str(error), EXIT_PROBLEM)


keys = typer.Typer(
    no_args_is_help=True,
    help="Khóa mã hóa dữ liệu trong Temporal. / Keys of what Temporal keeps.",
)
app.add_typer(keys, name="keys")


@keys.command("new", help="Tạo khóa mới. / Make a key, and the file for it.")
def new_key() -> None:
    """Make the file with its first key, or add one that only decrypts until it is promoted."""
    path = _keys_file()
    key = _on_keys("add_key", path)
    active = _on_keys("read", path)[0]
    if active.id == key.id:
        screen.print(f"Đã tạo {path}, khóa {key.id}. / Made, with one key.", markup=False)
        screen.print(
            f"Đặt {configuration.variable('payload_keys_file')}={path} cho mọi tiến trình. "
            "/ Set this for every process.",
            markup=False,
        )
        return
    screen.print(f"Đã thêm khóa {key.id}; {active.id} vẫn mã hóa. / Added.", markup=False)
    screen.print(
        "Phát tệp này cho mọi tiến trình và khởi động lại, rồi chạy: / Give the file to every "
        f"process, start them again, then run:\n  remiss keys use {key.id}",
        markup=False,
    )


@keys.command("use", help="Chọn khóa dùng để mã hóa. / Choose the key that encrypts.")
def use_key(
    key_id: Annotated[str, typer.Argument(help="Mã khóa / The key's id", show_default=False)],
) -> None:
    """Let a key every process has encrypt from the next start."""
    key = _on_keys("promote", _keys_file(), key_id)
    screen.print(
        f"Từ lần khởi động sau, {key.id} mã hóa; các khóa khác vẫn giải mã. "
        "/ It encrypts from the next start; the others go on decrypting.",
        markup=False,
    )


@keys.command("list", help="Xem mã các khóa. / Show the ids of the keys.")
def list_keys() -> None:
    """Show which keys there are, never the keys."""
    active, *others = _on_keys("read", _keys_file())
    screen.print(f"{active.id}  mã hóa, giải mã / encrypts, decrypts", markup=False)
    for key in others:
        screen.print(f"{key.id}  giải mã / decrypts", markup=False)


@app.command("settings", help="Xem mọi cài đặt và giá trị hiện tại. / Show every setting.")
def show_settings() -> None:
    """List the settings; a secret shows only whether it is set."""
    screen.print(_settings_table(_settings()))


def _settings() -> Settings:
    """The settings, with logging set up as they say."""
    settings = configuration.load()
    logs.configure(settings)
    return settings


def _verify_dossier(dossier: Path, key: Path | None, checkpoints: Path | None) -> None:
    """Say whether a dossier holds: exit code 1 where it does not, 2 where it cannot be judged.

    With `key` this reads the three files and nothing else.
    """
    from remiss.evidence.evidence_errors import EvidenceError  # noqa: PLC0415 - as above

    vouching = import_module("remiss.cli.verify_dossier")
    own = None if key else _find("remiss.evidence.ledger_proof", "checkpoint_keys")(_settings())
    try:
        verdict = vouching.verified(dossier, key, checkpoints, own)
    except EvidenceError as error:
        _fail(str(error), EXIT_SETTINGS)
    text, origin = verdict.text, vouching.origin(key, own)
    if not verdict.holds:
        raise BilingualError(vi=text.vi, en=text.en)
    lines = (text.vi, origin and origin.vi, text.en, origin and origin.en)
    screen.print("\n".join(filter(None, lines)), markup=False)


def _settings_table(settings: Settings) -> Table:
    table = Table("Biến / Variable", "Giá trị / Value", "Ý nghĩa / Meaning")
    for name, field in Settings.model_fields.items():
        meaning = f"{configuration.vietnamese(name)}\n{field.description}"
        table.add_row(configuration.variable(name), str(getattr(settings, name)), meaning)
    return table


def _tallies(found: Any) -> Table:
    table = Table(
        "Kênh / Channel",
        "Chờ gửi / Waiting",
        "Đã gửi / Sent",
        "Sẽ gửi lại / Retrying",
        "Thôi gửi / Given up",
        "Bị từ chối / Bounced",
    )
    for tally in found.tallies:
        counts = (tally.waiting, tally.sent, tally.retrying, tally.given_up, tally.bounced)
        table.add_row(tally.channel, *map(str, counts))
    return table


PROGRESS_EVERY = 100


def _progress(done: int) -> None:
    if done % PROGRESS_EVERY == 0:
        screen.print(f"  {done} hồ sơ / cases ...")


def _conclude(summary: Any, said: Any) -> None:
    """Name what a person has to see to; exit code 1 where something could not be brought back."""
    told = summary.told
    if not summary.succeeded:
        raise BilingualError(vi=f"{said.vi}\n{told.vi}", en=f"{said.en}\n{told.en}")
    screen.print("\n".join(filter(None, (said.vi, told.vi, said.en, told.en))), markup=False)


def _checkpoints(found: list[Any]) -> Table:
    root = Column("Mã gốc / Root", overflow="fold")  # whole, on a narrow screen too: it is compared
    table = Table("Số / Number", "Lúc / At", root, "Khóa / Key")
    for each in found:
        at = each.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        table.add_row(str(each.number), at, each.root, each.key)
    return table


async def _announce(service: "Service") -> None:
    screen.print("Sẵn sàng, dừng bằng Ctrl-C. / Ready, Ctrl-C stops it.", style="bold green")
    screen.print(f"  API          {service.api_url}/docs")
    if service.temporal_ui_url:
        screen.print(f"  Temporal UI  {service.temporal_ui_url}")
        screen.print(f"  Giải mã/read {service.api_url}/codec")
    screen.print(f"  Dữ liệu/data {service.settings.data_dir}")


def _on_database(
    function: str,
    *arguments: Any,
    module: str = "remiss.ledger",
    owner: bool = False,
    **options: Any,
) -> Any:
    """Call a function with the DSN of the database, started if need be, and the arguments."""
    called = _find(module, function)
    return _with_database(lambda dsn: called(dsn, *arguments, **options), owner=owner)


def _with_database(call: Callable[[str], Awaitable[Any]], *, owner: bool = False) -> Any:
    """What `call` makes of the DSN of the database: the service's, or its owner's."""
    from asyncpg import InsufficientPrivilegeError, UndefinedTableError  # noqa: PLC0415 - as above

    from remiss.ledger import LedgerError  # noqa: PLC0415 - as above
    from remiss.machine.database import database  # noqa: PLC0415 - as above

    async def called() -> object:
        async with database(_settings(), owner=owner) as dsn:
            return await call(dsn)

    try:
        return asyncio.run(called())
    except LedgerError as error:
        raise BilingualError(vi=error.message.vi, en=error.message.en) from None
    except (InsufficientPrivilegeError, UndefinedTableError) as error:
        raise BilingualError(
            vi=f"Cơ sở dữ liệu chưa được cập nhật ({error}). Hãy chạy `remiss migrate`.",
            en=f"The database is not up to date ({error}). Run `remiss migrate`.",
        ) from None


def _keys_file() -> Path:
    """The file of keys of the settings, or the one of the embedded mode."""
    settings = _settings()
    own = _find("remiss.temporal.payload_keys", "own_keys_file")(settings.data_dir.resolve())
    return Path(settings.payload_keys_file or own)


def _on_keys(function: str, *arguments: Any) -> Any:
    """Call a function of the keyring; what is wrong with the file is told."""
    codec = import_module("remiss.temporal.codec")
    try:
        return getattr(codec, function)(*arguments)
    except codec.KeyringError as error:
        raise BilingualError(error.message) from None


def _find(module: str, function: str) -> Callable[..., Any]:
    """Import late: `remiss --help` answers at once, and each command needs only its own parts."""
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def _fail(message: str, code: int) -> NoReturn:
    print(message, file=sys.stderr)  # noqa: T201 - plain, so that nothing in it is markup
    sys.exit(code)


if __name__ == "__main__":
    main()
