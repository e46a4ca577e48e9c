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
Issuer = Annotated[
    str,
    StringConstraints(
        pattern=r"^(https://[^\s?#]+|http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(/[^\s?#]*)?)$"
    ),
]
"""Of an OpenID Connect provider: by https, or on this machine."""
ClaimPath = Annotated[str, StringConstraints(pattern=r"^[^\s.=]+(\.[^\s.=]+)*$")]
"""Where a claim lies; dots lead into objects: ``realm_access.roles``."""
ClaimTest = Annotated[str, StringConstraints(pattern=r"^[^\s.=]+(\.[^\s.=]+)*(=\S+)?$")]
"""A claim that is there, or that has (or lists) a value: ``gty=client-credentials``."""
Algorithm = Literal[
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"
]
"""With a public key only: a secret shared with the issuer could sign as well as check."""
RoleName = Literal["officer", "supervisor", "agency_official", "agency_head", "office", "auditor"]
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
    postgres_owner_dsn: Dsn | None = _setting(
        None,
        "Address of the same database for the owner of its tables, used by `remiss up`, `migrate` "
        "and `rebuild`; unset: the service owns them",
        "Địa chỉ cùng cơ sở dữ liệu đó dành cho chủ sở hữu các bảng, dùng khi chạy `remiss up`, "
        "`migrate`, `rebuild`; bỏ trống: dịch vụ là chủ sở hữu",
        "postgresql://owner:password@db.example:5432/remiss",
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
        "File with the public key of an issuer without OpenID Connect, Ed25519, PEM",
        "Tệp khóa công khai Ed25519 (PEM) của đơn vị phát hành không dùng OpenID Connect",
        "/etc/remiss/issuer.pem",
    )
    token_clock_skew_seconds: Annotated[int, Field(ge=0, le=300)] = _setting(
        30,
        "How far the issuer's clock may differ from ours, in seconds",
        "Độ lệch đồng hồ cho phép so với đơn vị phát hành mã, tính bằng giây",
    )
    oidc_issuer: Issuer | None = _setting(
        None,
        "OpenID Connect provider whose access tokens are trusted, as it names itself; https",
        "Dịch vụ định danh OpenID Connect được tin cậy, ghi đúng tên issuer, dùng https",
        "https://id.example/realms/tinh",
    )
    oidc_algorithms: Annotated[tuple[Algorithm, ...], Field(min_length=1)] = _setting(
        ("RS256", "PS256", "ES256", "EdDSA"),
        "Signature algorithms taken from the provider, a JSON list; public-key ones only",
        "Thuật toán ký được chấp nhận, là một danh sách JSON; chỉ loại khóa công khai",
        '["RS256", "ES256"]',
    )
    claim_person: ClaimPath = _setting(
        "sub",
        "Claim that identifies a person, for ever and nobody else",
        "Trường của mã định danh một người, không đổi và không cấp lại cho người khác",
    )
    claim_name: ClaimPath = _setting(
        "name",
        "Claim with a person's name, as the ledger shows it",
        "Trường của mã ghi họ tên, như hiển thị trong sổ cái",
    )
    claim_role: ClaimPath = _setting(
        "role",
        "Claim with a person's role, a text or a list; dots lead into objects",
        "Trường của mã ghi vai trò, là chuỗi hoặc danh sách; dấu chấm dẫn vào đối tượng con",
        "realm_access.roles",
    )
    claim_agency: ClaimPath = _setting(
        "agency",
        "Claim with the code of a person's agency",
        "Trường của mã ghi mã cơ quan của người dùng",
    )
    role_names: dict[Text, RoleName] = _setting(
        {},
        "What the provider calls our roles, a JSON object; empty: as we do",
        "Tên vai trò ở dịch vụ định danh và vai trò tương ứng, là một đối tượng JSON; để trống: "
        "dùng cùng tên",
        '{"lanh-dao": "agency_head", "chuyen-vien": "agency_official"}',
    )
    service_claim: ClaimTest | None = _setting(
        None,
        "Claim by which the token of an agency's own system is known, name or name=value; a token "
        "whose subject is its client always is one",
        "Trường cho biết mã được cấp cho phần mềm của cơ quan, dạng tên hoặc tên=giá trị; mã có "
        "chủ thể trùng mã ứng dụng luôn là của phần mềm",
        "gty=client-credentials",
    )
    development_issuer: bool = _setting(
        default=False,
        en="Trust the built-in issuer's tokens; remiss up sets it: demonstrations and tests on "
        "one machine only",
        vi="Chấp nhận mã của đơn vị phát hành kèm theo; remiss up tự đặt: chỉ để trình diễn, kiểm "
        "thử trên một máy",
        example="true",
    )
    rate_limit_per_minute: Annotated[int, Field(ge=0)] = _setting(
        1200,
        "Requests one person or system may send each minute to one API process; 0: no limit",
        "Số yêu cầu mỗi phút của một người hoặc phần mềm tới một tiến trình API; 0: không giới hạn",
    )
    rate_limit_unknown_per_minute: Annotated[int, Field(ge=0)] = _setting(
        300,
        "Requests without a valid token one address may send each minute; 0: no limit",
        "Số yêu cầu mỗi phút không có mã hợp lệ từ một địa chỉ mạng; 0: không giới hạn",
    )
    hsts_seconds: Annotated[int, Field(ge=0)] = _setting(
        0,
        "How long browsers are told to use https only, in seconds; set it once TLS works; 0: not",
        "Thời gian trình duyệt chỉ được dùng https, tính bằng giây; đặt khi TLS đã chạy; 0: không",
        "31536000",
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
    checkpoint_dir: Path | None = _setting(
        None,
        "Folder of the signed checkpoints of the ledger, best on another disk than the database's; "
        "unset: checkpoints in the data folder",
        "Thư mục chứa bản chốt sổ có chữ ký, nên đặt ở ổ đĩa khác với cơ sở dữ liệu; bỏ trống: "
        "thư mục checkpoints trong thư mục dữ liệu",
        "/srv/remiss/checkpoints",
    )
    checkpoint_key_file: Path | None = _setting(
        None,
        "File with the Ed25519 private key, PEM, that signs checkpoints; unset: the embedded mode "
        "makes one, otherwise none are signed",
        "Tệp khóa riêng Ed25519 (PEM) để ký bản chốt sổ; bỏ trống: bản kèm theo tự tạo khóa, còn "
        "lại thì không ký",
        "/etc/remiss/checkpoint.pem",
    )
    checkpoint_public_keys_file: Path | None = _setting(
        None,
        "File with the public keys, PEM, whose checkpoints count: of the key that signs now and of "
        "those before it; unset: of the one that signs. With it, only the worker reads a private "
        "key",
        "Tệp các khóa công khai (PEM) được tin cậy: của khóa đang ký và các khóa trước đó; bỏ "
        "trống: của khóa đang ký. Khi đã đặt, chỉ tiến trình xử lý cần đọc khóa riêng",
        "/etc/remiss/checkpoint-keys.pem",
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
    first: dict[object, ErrorDetails] = {}  # of one setting, one complaint at a time
    for detail in error.errors(include_url=False):
        first.setdefault(detail["loc"][:1], detail)
    return "\n".join(line for detail in first.values() for line in _explain_one(detail))


def explain_missing(names: Iterable[str]) -> str:
    """Say which settings have to be set, and how."""
    needed = ("chưa được đặt", "is not set")
    return "\n".join(line for name in names for line in _lines(name, *needed))


# What pydantic's most likely complaints mean, by error type: Vietnamese, English.
_COMPLAINTS: Mapping[str, tuple[str, str]] = {
    "bool_parsing": ("cần true hoặc false", "must be true or false"),
    "dict_type": ("cần một đối tượng JSON", "must be a JSON object"),
    "too_short": ("cần ít nhất {min_length} mục", "needs at least {min_length} item"),
    "tuple_type": ("cần một danh sách JSON", "must be a JSON list"),
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
