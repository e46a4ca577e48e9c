"""Every setting of Remiss, read from environment variables named ``REMISS_...``."""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, SecretStr, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

PREFIX = "REMISS_"


def _is_postgres(dsn: SecretStr) -> SecretStr:
    if not dsn.get_secret_value().startswith(("postgresql://", "postgres://")):
        raise PydanticCustomError("dsn", "must begin with postgresql://")
    return dsn


def _are_webhook_secrets(secrets: dict[str, SecretStr]) -> dict[str, SecretStr]:
    for agency, secret in secrets.items():
        if not WEBHOOK_SECRET.fullmatch(secret.get_secret_value()):
            raise PydanticCustomError("webhook_secret", "{agency}: no secret", {"agency": agency})
    return secrets


WEBHOOK_SECRET = re.compile(
    r"whsec_(?:[A-Za-z0-9+/]{4}){8,21}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"
)
"""As Standard Webhooks has it: 24 to 64 bytes in base64."""

Port = Annotated[int, Field(ge=1, le=65535)]
Text = Annotated[str, StringConstraints(min_length=1)]
Address = Annotated[str, StringConstraints(pattern=r"^[^\s/]+:\d{1,5}$")]
Scanner = Annotated[str, StringConstraints(pattern=r"^(unix:/\S+|[^\s/]+:\d{1,5})$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")]
Origin = Annotated[str, StringConstraints(pattern=r"^https?://[a-z0-9.-]+(:\d{1,5})?$")]
Dsn = Annotated[SecretStr, AfterValidator(_is_postgres)]
Sender = Annotated[
    str, StringConstraints(pattern=r"^([^\r\n<>@\"]+ <)?[^\s<>@\",;]+@[^\s<>@\",;]+>?$")
]
WebhookSecrets = Annotated[dict[str, SecretStr], AfterValidator(_are_webhook_secrets)]
Json = str | int | float | bool


def _setting(default: Any, en: str, vi: str, example: str | None = None) -> Any:
    """Describe one setting in both languages; `example` is what a person may write for it."""
    shown = str(default).lower() if example is None and isinstance(default, bool) else example
    return Field(
        default,
        description=en,
        json_schema_extra={"vi": vi},
        examples=[shown or str(default)],
    )


class Settings(BaseSettings):
    """What the worker, the API and the command line need to know about their surroundings."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    data_dir: Path = _setting(
        Path(".remiss"),
        "Folder of everything the service keeps on this machine",
        "Thư mục chứa mọi dữ liệu dịch vụ lưu trên máy này",
    )
    postgres_dsn: Dsn | None = _setting(
        None,
        "Address of a PostgreSQL 15+ database; unset: the embedded one",
        "Địa chỉ cơ sở dữ liệu PostgreSQL 15 trở lên; bỏ trống: dùng bản kèm theo",
        "postgresql://user:password@db.example:5432/remiss",
    )
    postgres_port: Port = _setting(
        54729, "Port of the embedded PostgreSQL", "Cổng của PostgreSQL kèm theo"
    )
    temporal_address: Address | None = _setting(
        None,
        "Address of a Temporal service, host:port; unset: the embedded one",
        "Địa chỉ dịch vụ Temporal, dạng máy:cổng; bỏ trống: dùng bản kèm theo",
        "temporal.example:7233",
    )
    temporal_namespace: Text = _setting(
        "default", "Temporal namespace of the consultations", "Không gian tên Temporal của hồ sơ"
    )
    temporal_api_key: SecretStr | None = _setting(
        None, "API key for Temporal Cloud", "Khóa API của Temporal Cloud", "(secret)"
    )
    temporal_tls: bool = _setting(
        default=False,
        en="Encrypt the connection to Temporal",
        vi="Mã hóa kết nối tới Temporal",
        example="true",
    )
    payload_encryption: bool = _setting(
        default=True,
        en="Encrypt what Temporal keeps, where there are keys; what is encrypted stays readable",
        vi="Mã hóa dữ liệu lưu trong Temporal khi có khóa; dữ liệu đã mã hóa vẫn đọc được",
        example="true",
    )
    payload_keys_file: Path | None = _setting(
        None,
        "File of the keys that encrypt what Temporal keeps; unset: the embedded mode makes its "
        "own, elsewhere nothing is encrypted",
        "Tệp khóa mã hóa dữ liệu lưu trong Temporal; bỏ trống: bản kèm theo tự tạo khóa, các "
        "trường hợp khác không mã hóa",
        "/etc/remiss/payload.keys",
    )
    temporal_ui_origins: tuple[Origin, ...] = _setting(
        (),
        "Origins of the Temporal UIs that may have payloads decoded for an auditor, a JSON list; "
        "unset: the embedded one",
        "Địa chỉ gốc của giao diện Temporal được giải mã cho người kiểm tra, là một danh sách "
        "JSON; bỏ trống: bản kèm theo",
        '["https://temporal.example"]',
    )
    temporal_port: Port = _setting(
        7729, "Port of the embedded Temporal server", "Cổng của máy chủ Temporal kèm theo"
    )
    temporal_ui_port: Port = _setting(
        8729, "Port of the embedded Temporal Web UI", "Cổng giao diện web của Temporal kèm theo"
    )
    temporal_dynamic_config: dict[str, Json] = _setting(
        {},
        "Further dynamic configuration of the embedded Temporal server, a JSON object",
        "Cấu hình động bổ sung cho Temporal kèm theo, là một đối tượng JSON",
        '{"limit.historyCount.suggestContinueAsNew": 200}',
    )
    task_queue: Text = _setting(
        "remiss", "Temporal task queue the worker serves", "Hàng đợi công việc Temporal"
    )
    api_host: Text = _setting(
        "127.0.0.1", "Network address the API listens on", "Địa chỉ mạng mà API lắng nghe"
    )
    api_port: Port = _setting(8728, "Port of the API", "Cổng của API")
    token_issuer: Text = _setting(
        "remiss-development",
        "Issuer a sign-in token must name",
        "Đơn vị phát hành ghi trong mã đăng nhập",
    )
    token_audience: Text = _setting(
        "remiss", "Audience a sign-in token must name", "Đối tượng sử dụng ghi trong mã đăng nhập"
    )
    token_public_key_file: Path | None = _setting(
        None,
        "File with the issuer's public key, PEM; unset: the development issuer's",
        "Tệp khóa công khai (PEM) của đơn vị phát hành; bỏ trống: dùng khóa phát triển",
        "/etc/remiss/issuer.pem",
    )
    attachment_max_bytes: Annotated[int, Field(ge=1)] = _setting(
        20 * 1024 * 1024,
        "Largest attachment taken, in bytes",
        "Dung lượng tối đa của tệp đính kèm, tính bằng byte",
    )
    virus_scanner: Scanner | None = _setting(
        None,
        "ClamAV daemon that looks at every upload, host:port or unix:/path; unset: none does",
        "Trình quét mã độc ClamAV kiểm tra mọi tệp tải lên, dạng máy:cổng hoặc unix:/đường-dẫn; bỏ "
        "trống: không quét",
        "unix:/run/clamav/clamd.ctl",
    )
    virus_scanner_timeout_seconds: Annotated[float, Field(gt=0, le=300)] = _setting(
        30.0,
        "How long a scan may take before the upload is answered 503, in seconds",
        "Thời gian quét tối đa trước khi trả lời 503, tính bằng giây",
    )
    update_timeout_seconds: Annotated[float, Field(gt=0, le=60)] = _setting(
        5.0,
        "How long the API waits for a consultation before it answers 202, in seconds",
        "Thời gian API chờ hồ sơ xử lý trước khi trả lời 202, tính bằng giây",
    )
    assessor_url: Url | None = _setting(
        None,
        "Base address of an OpenAI-compatible service that may ask for a person's look at a reply; "
        "unset: none is asked",
        "Địa chỉ dịch vụ tương thích OpenAI, chỉ được đề nghị người xem lại văn bản trả lời; bỏ "
        "trống: không dùng",
        "http://llm.example:8000/v1",
    )
    assessor_model: Text = _setting(
        "default", "Model named to that service", "Tên mô hình dùng ở dịch vụ đó"
    )
    assessor_api_key: SecretStr | None = _setting(
        None, "API key of that service", "Khóa API của dịch vụ đó", "(secret)"
    )
    contacts_file: Path | None = _setting(
        None,
        "File of where people and agencies are reached, YAML; unset: the demonstration's",
        "Tệp danh bạ nơi nhận thông báo (YAML); bỏ trống: dùng danh bạ của bản trình diễn",
        "/etc/remiss/contacts.yaml",
    )
    public_url: Url | None = _setting(
        None,
        "Address at which people reach the service, for links in notices; unset: that of the API",
        "Địa chỉ người dùng truy cập dịch vụ, đặt trong thông báo; bỏ trống: địa chỉ của API",
        "https://remiss.example",
    )
    smtp_host: Text | None = _setting(
        None,
        "Mail server for notices; unset: mail is written to the folder mail of the data folder",
        "Máy chủ gửi thư thông báo; bỏ trống: thư được ghi vào thư mục mail của thư mục dữ liệu",
        "smtp.example",
    )
    smtp_port: Port = _setting(587, "Port of the mail server", "Cổng của máy chủ thư")
    smtp_tls: Literal["none", "starttls", "tls"] = _setting(
        "starttls",
        "How the connection to the mail server is encrypted",
        "Cách mã hóa kết nối tới máy chủ thư",
    )
    smtp_user: Text | None = _setting(
        None, "User name at the mail server", "Tên đăng nhập máy chủ thư", "remiss"
    )
    smtp_password: SecretStr | None = _setting(
        None, "Password at the mail server", "Mật khẩu máy chủ thư", "(secret)"
    )
    mail_from: Sender | None = _setting(
        None,
        "Sender of notices, an address with or without a name; needed with a mail server",
        "Người gửi thông báo, là địa chỉ thư, có thể kèm tên; cần có khi dùng máy chủ thư",
        "Remiss <remiss@so.example>",
    )
    webhook_secrets: WebhookSecrets = _setting(
        {},
        "Signing secret of each agency whose own system is told, a JSON object",
        "Khóa ký của từng cơ quan có hệ thống riêng nhận thông báo, là một đối tượng JSON",
        '{"H99.04": "whsec_..."}',
    )
    webhook_allow_loopback: bool = _setting(
        default=False,
        en="Let webhooks call this machine, also by http: demonstrations and tests only",
        vi="Cho phép gọi hệ thống ngay trên máy này, kể cả bằng http: chỉ để trình diễn, kiểm thử",
        example="true",
    )
    virtual_clock: bool = _setting(
        default=False,
        en="Let cases run on Temporal's virtual clock: demonstrations and tests only",
        vi="Cho hồ sơ chạy theo đồng hồ ảo của Temporal: chỉ để trình diễn và kiểm thử",
        example="true",
    )
    log_format: Literal["auto", "json", "console"] = _setting(
        "auto",
        "Shape of log lines; auto: for people on a terminal, else JSON",
        "Dạng dòng nhật ký; auto: dễ đọc trên màn hình, còn lại là JSON",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = _setting(
        "INFO", "Least level logged", "Mức nhật ký thấp nhất được ghi"
    )

    def environment(self) -> dict[str, str]:
        """These settings as the variables that give them to a child process, secrets included."""
        values = ((name, getattr(self, name)) for name in type(self).model_fields)
        return {variable(name): _as_text(value) for name, value in values if value is not None}

    def with_values(self, values: Mapping[str, object]) -> Self:
        """A checked copy with some values replaced, for example addresses found at start."""
        kept = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate({**kept, **values})


def variable(name: str) -> str:
    """The environment variable of a setting: ``api_port`` is ``REMISS_API_PORT``."""
    return PREFIX + name.upper()


def load() -> Settings:
    """Read the settings from the environment.

    Raises:
        InvalidSettingsError: a value cannot be used, or a variable names no setting.
    """
    known = {variable(name) for name in Settings.model_fields}
    unknown = sorted(key for key in os.environ if key.startswith(PREFIX) and key not in known)
    if unknown:
        raise InvalidSettingsError(_explain_unknown(unknown))
    try:
        return Settings()
    except ValidationError as error:
        raise InvalidSettingsError(explain(error)) from None
    except SettingsError as error:
        raise InvalidSettingsError(_explain_json(str(error))) from None


class InvalidSettingsError(ValueError):
    """Settings that cannot be used; the message says which, why and what to write."""


def explain(error: ValidationError) -> str:
    """Say in Vietnamese and English which variable is wrong, why, and what to write."""
    details = error.errors(include_url=False)
    return "\n".join(line for detail in details for line in _explain_one(detail))


def explain_missing(names: Iterable[str]) -> str:
    """Say which settings have to be set, and how."""
    needed = ("chưa được đặt", "is not set")
    return "\n".join(line for name in names for line in _lines(name, *needed))


# What pydantic's most likely complaints mean, by error type: Vietnamese, English.
_COMPLAINTS: Mapping[str, tuple[str, str]] = {
    "bool_parsing": ("cần true hoặc false", "must be true or false"),
    "dict_type": ("cần một đối tượng JSON", "must be a JSON object"),
    "dsn": ("phải bắt đầu bằng postgresql://", "must begin with postgresql://"),
    "float_parsing": ("cần một số", "must be a number"),
    "greater_than": ("phải lớn hơn {gt}", "must be greater than {gt}"),
    "greater_than_equal": ("phải từ {ge} trở lên", "must be {ge} or more"),
    "int_parsing": ("cần một số nguyên", "must be a whole number"),
    "less_than_equal": ("không được quá {le}", "must be {le} or less"),
    "literal_error": ("phải là một trong: {expected}", "must be one of: {expected}"),
    "string_pattern_mismatch": ("không đúng dạng", "has the wrong form"),
    "webhook_secret": (
        "khóa của {agency} phải có dạng whsec_<base64 của 24 đến 64 byte>",
        "the secret of {agency} must read whsec_<base64 of 24 to 64 bytes>",
    ),
    "tuple_type": ("cần một danh sách JSON", "must be a JSON list"),
    "string_too_short": ("không được để trống", "must not be empty"),
}


def _explain_one(detail: ErrorDetails) -> Iterator[str]:
    name = str(detail["loc"][0]) if detail["loc"] else ""
    vi, en = _COMPLAINTS.get(detail["type"], ("giá trị không hợp lệ", detail["msg"]))
    context = {
        key: str(value).replace(" or ", ", ") for key, value in detail.get("ctx", {}).items()
    }
    yield from _lines(name, vi.format(**context), en.format(**context))


def _explain_json(message: str) -> str:
    """Explain a value that is no JSON; pydantic-settings names its field only in the message."""
    name = next((name for name in Settings.model_fields if f'"{name}"' in message), "")
    return "\n".join(_lines(name, "không phải JSON hợp lệ", "is not valid JSON"))


def _explain_unknown(names: Iterable[str]) -> str:
    return "\n".join(line for name in names for line in _unknown(name))


def _unknown(name: str) -> Iterator[str]:
    known = [variable(field) for field in Settings.model_fields]
    close = ", ".join(get_close_matches(name, known)) or ", ".join(known)
    yield f"{name}: không có cài đặt nào tên như vậy. Có phải: {close}?"
    yield f"{name}: no setting has this name. Did you mean: {close}?"


def _lines(name: str, vi: str, en: str) -> Iterator[str]:
    """One complaint in two lines: never the value, which may be a secret."""
    field = Settings.model_fields.get(name)
    if field is None:
        yield f"{name}: {vi} / {en}"
        return
    key, example = variable(name), (field.examples or [""])[0]
    yield f"{key}: {vi}. {vietnamese(name)}. Ví dụ: {key}={example}"
    yield f"{key}: {en}. {field.description}. Example: {key}={example}"


def vietnamese(name: str) -> str:
    """The Vietnamese description of a setting."""
    extra = Settings.model_fields[name].json_schema_extra
    return str(extra["vi"]) if isinstance(extra, dict) else ""


def _as_text(value: object) -> str:
    match value:
        case SecretStr():
            return value.get_secret_value()
        case dict() | tuple():
            return json.dumps(value, default=_as_text)
        case _:
            return str(value)
