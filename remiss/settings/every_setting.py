"""Every setting of Remiss with its form and default; what each means stands in the texts."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from remiss.settings.forms import (
    Address,
    Algorithm,
    ClaimPath,
    ClaimTest,
    Dsn,
    Filled,
    Issuer,
    Json,
    Origin,
    Port,
    RoleName,
    Scanner,
    Sender,
    Url,
    WebhookSecrets,
)
from remiss.texts import Bilingual, text

PREFIX = "REMISS_"


def _setting(default: Any, example: str | None = None) -> Any:
    """One setting; `example` is what a person may write for it."""
    shown = str(default).lower() if example is None and isinstance(default, bool) else example
    return Field(default, examples=[shown or str(default)])


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

    data_dir: Path = _setting(Path(".remiss"))
    postgres_dsn: Dsn | None = _setting(None, "postgresql://user:password@db.example:5432/remiss")
    postgres_owner_dsn: Dsn | None = _setting(
        None, "postgresql://owner:password@db.example:5432/remiss"
    )
    postgres_port: Port = _setting(54729)
    temporal_address: Address | None = _setting(None, "temporal.example:7233")
    temporal_namespace: Filled = _setting("default")
    temporal_api_key: SecretStr | None = _setting(None, "(secret)")
    temporal_tls: bool = _setting(default=False, example="true")
    payload_encryption: bool = _setting(default=True, example="true")
    payload_keys_file: Path | None = _setting(None, "/etc/remiss/payload.keys")
    temporal_ui_origins: tuple[Origin, ...] = _setting((), '["https://temporal.example"]')
    temporal_port: Port = _setting(7729)
    temporal_ui_port: Port = _setting(8729)
    temporal_dynamic_config: dict[str, Json] = _setting(
        {}, '{"limit.historyCount.suggestContinueAsNew": 200}'
    )
    task_queue: Filled = _setting("remiss")
    worker_processes: Annotated[int, Field(ge=1, le=64)] = _setting(1, "2")
    worker_cached_cases: Annotated[int, Field(ge=10, le=1_000_000)] = _setting(4000)
    worker_workflow_tasks: Annotated[int, Field(ge=2, le=1000)] = _setting(8)
    worker_activities: Annotated[int, Field(ge=1, le=1000)] = _setting(100)
    api_host: Filled = _setting("127.0.0.1")
    api_port: Port = _setting(8728)
    token_issuer: Filled = _setting("remiss-development")
    token_audience: Filled = _setting("remiss")
    token_public_key_file: Path | None = _setting(None, "/etc/remiss/issuer.pem")
    token_clock_skew_seconds: Annotated[int, Field(ge=0, le=300)] = _setting(30)
    oidc_issuer: Issuer | None = _setting(None, "https://id.example/realms/tinh")
    oidc_algorithms: Annotated[tuple[Algorithm, ...], Field(min_length=1)] = _setting(
        ("RS256", "PS256", "ES256", "EdDSA"), '["RS256", "ES256"]'
    )
    oidc_client_id: Filled | None = _setting(None, "remiss-portal")
    oidc_client_secret: SecretStr | None = _setting(None, "(secret)")
    session_idle_minutes: Annotated[int, Field(ge=1, le=1440)] = _setting(60)
    session_hours: Annotated[int, Field(ge=1, le=24)] = _setting(12)
    claim_person: ClaimPath = _setting("sub")
    claim_name: ClaimPath = _setting("name")
    claim_role: ClaimPath = _setting("role", "realm_access.roles")
    claim_agency: ClaimPath = _setting("agency")
    role_names: dict[Filled, RoleName] = _setting(
        {}, '{"lanh-dao": "agency_head", "chuyen-vien": "agency_official"}'
    )
    service_claim: ClaimTest | None = _setting(None, "gty=client-credentials")
    development_issuer: bool = _setting(default=False, example="true")
    rate_limit_per_minute: Annotated[int, Field(ge=0)] = _setting(1200)
    rate_limit_unknown_per_minute: Annotated[int, Field(ge=0)] = _setting(300)
    hsts_seconds: Annotated[int, Field(ge=0)] = _setting(0, "31536000")
    attachment_max_bytes: Annotated[int, Field(ge=1)] = _setting(20 * 1024 * 1024)
    standstill_seconds: Annotated[float, Field(gt=0, le=600)] = _setting(30.0)
    standstill_bytes_per_second: Annotated[int, Field(ge=1)] = _setting(1024)
    virus_scanner: Scanner | None = _setting(None, "unix:/run/clamav/clamd.ctl")
    virus_scanner_timeout_seconds: Annotated[float, Field(gt=0, le=300)] = _setting(30.0)
    update_timeout_seconds: Annotated[float, Field(gt=0, le=60)] = _setting(5.0)
    assessor_url: Url | None = _setting(None, "http://llm.example:8000/v1")
    assessor_model: Filled = _setting("default")
    assessor_api_key: SecretStr | None = _setting(None, "(secret)")
    checkpoint_dir: Path | None = _setting(None, "/srv/remiss/checkpoints")
    checkpoint_key_file: Path | None = _setting(None, "/etc/remiss/checkpoint.pem")
    checkpoint_public_keys_file: Path | None = _setting(None, "/etc/remiss/checkpoint-keys.pem")
    people_file: Path | None = _setting(None, "/etc/remiss/people.yaml")
    contacts_file: Path | None = _setting(None, "/etc/remiss/contacts.yaml")
    letter_templates_dir: Path | None = _setting(None, "/srv/remiss/mau-van-ban")
    public_url: Url | None = _setting(None, "https://remiss.example")
    smtp_host: Filled | None = _setting(None, "smtp.example")
    smtp_port: Port = _setting(587)
    smtp_tls: Literal["none", "starttls", "tls"] = _setting("starttls")
    smtp_user: Filled | None = _setting(None, "remiss")
    smtp_password: SecretStr | None = _setting(None, "(secret)")
    mail_from: Sender | None = _setting(None, "Remiss <remiss@so.example>")
    webhook_secrets: WebhookSecrets = _setting({}, '{"H99.04": "whsec_..."}')
    webhook_allow_loopback: bool = _setting(default=False, example="true")
    virtual_clock: bool = _setting(default=False, example="true")
    log_format: Literal["auto", "json", "console"] = _setting("auto")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = _setting("INFO")

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


def meaning(name: str) -> Bilingual:
    """What a setting is for."""
    return text(f"setting.{name}")


def _as_text(value: object) -> str:
    match value:
        case SecretStr():
            return value.get_secret_value()
        case dict() | tuple():
            return json.dumps(value, default=_as_text)
        case _:
            return str(value)
