"""The forms a setting may have: ports, addresses, claims, secrets; pydantic checks them."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, StringConstraints
from pydantic_core import PydanticCustomError


def _is_postgres(dsn: SecretStr) -> SecretStr:
    if not dsn.get_secret_value().startswith(("postgresql://", "postgres://")):
        raise PydanticCustomError("dsn", "must begin with postgresql://")
    return dsn


def _are_webhook_secrets(secrets: dict[str, SecretStr]) -> dict[str, SecretStr]:
    for agency, secret in secrets.items():
        each = secret.get_secret_value().split()
        if len(each) not in SECRETS_AT_ONCE or not all(map(WEBHOOK_SECRET.fullmatch, each)):
            raise PydanticCustomError("webhook_secret", "{agency}: no secret", {"agency": agency})
    return secrets


WEBHOOK_SECRET = re.compile(
    r"whsec_(?:[A-Za-z0-9+/]{4}){8,21}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"
)
"""As Standard Webhooks has it: 24 to 64 bytes in base64."""
SECRETS_AT_ONCE = (1, 2)
"""Two while one is exchanged for the other."""

Port = Annotated[int, Field(ge=1, le=65535)]
Filled = Annotated[str, StringConstraints(min_length=1)]
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
RoleName = Literal[
    "officer",
    "supervisor",
    "agency_official",
    "agency_head",
    "clerk",
    "office",
    "home_affairs",
    "inspector",
    "operator",
    "registrar",
    "auditor",
]
"""Our roles; `auditor` is what an inspector was called."""
Dsn = Annotated[SecretStr, AfterValidator(_is_postgres)]
Sender = Annotated[
    str, StringConstraints(pattern=r"^([^\r\n<>@\"]+ <)?[^\s<>@\",;]+@[^\s<>@\",;]+>?$")
]
WebhookSecrets = Annotated[dict[str, SecretStr], AfterValidator(_are_webhook_secrets)]
Json = str | int | float | bool
