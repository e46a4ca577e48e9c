"""Settings come from the environment; a wrong one is explained, a secret one never shown."""

import pytest

from remiss.settings import InvalidSettingsError, Settings, load, meaning

WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
SECRET = "postgresql://remiss:kept-secret@db.example/remiss"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"REMISS_{name.upper()}", raising=False)


def test_everything_has_a_default() -> None:
    """With no variable set, both servers are the embedded ones."""
    settings = load()
    assert settings.postgres_dsn is None
    assert settings.temporal_address is None


def test_every_setting_is_described_in_both_languages() -> None:
    """A person choosing a value reads what it means."""
    for name in Settings.model_fields:
        assert meaning(name).vi
        assert meaning(name).en


@pytest.mark.parametrize(
    ("variable", "value", "vi", "en"),
    [
        ("REMISS_API_PORT", "abc", "cần một số nguyên", "must be a whole number"),
        ("REMISS_API_PORT", "70000", "không được quá 65535", "must be 65535 or less"),
        ("REMISS_TEMPORAL_TLS", "maybe", "cần true hoặc false", "must be true or false"),
        ("REMISS_LOG_LEVEL", "LOUD", "phải là một trong", "must be one of: 'DEBUG'"),
        ("REMISS_TEMPORAL_ADDRESS", "nowhere", "không đúng dạng", "has the wrong form"),
        ("REMISS_TEMPORAL_DYNAMIC_CONFIG", "{a", "không phải JSON", "is not valid JSON"),
        ("REMISS_UPDATE_TIMEOUT_SECONDS", "0", "phải lớn hơn 0", "must be greater than 0"),
        ("REMISS_SMTP_TLS", "ssl", "phải là một trong", "must be one of: 'none'"),
        ("REMISS_MAIL_FROM", "nobody", "không đúng dạng", "has the wrong form"),
        ("REMISS_MAIL_FROM", "a@b.example\nBcc: c@d.example", "không đúng dạng", "has the wrong"),
        ("REMISS_OIDC_ISSUER", "http://id.h99.example", "không đúng dạng", "has the wrong form"),
        ("REMISS_OIDC_ISSUER", "id.h99.example", "không đúng dạng", "has the wrong form"),
        ("REMISS_OIDC_ISSUER", "https://id.example/?a=b", "không đúng dạng", "has the wrong form"),
        ("REMISS_OIDC_ALGORITHMS", '["HS256"]', "phải là một trong", "must be one of: 'RS256'"),
        ("REMISS_OIDC_ALGORITHMS", '["none"]', "phải là một trong", "must be one of: 'RS256'"),
        ("REMISS_OIDC_ALGORITHMS", "RS256", "không phải JSON", "is not valid JSON"),
        ("REMISS_OIDC_ALGORITHMS", "[]", "cần ít nhất 1 mục", "needs at least 1 item"),
        ("REMISS_OIDC_ALGORITHMS", "{}", "cần một danh sách JSON", "must be a JSON list"),
        ("REMISS_TOKEN_CLOCK_SKEW_SECONDS", "301", "không được quá 300", "must be 300 or less"),
        ("REMISS_CLAIM_ROLE", "realm_access..roles", "không đúng dạng", "has the wrong form"),
        ("REMISS_ROLE_NAMES", '{"a": "system"}', "phải là một trong", "must be one of: 'officer'"),
        ("REMISS_SERVICE_CLAIM", "gty=", "không đúng dạng", "has the wrong form"),
        ("REMISS_DEVELOPMENT_ISSUER", "yes please", "cần true hoặc", "must be true or false"),
        ("REMISS_RATE_LIMIT_PER_MINUTE", "-1", "phải từ 0 trở lên", "must be 0 or more"),
        ("REMISS_RATE_LIMIT_UNKNOWN_PER_MINUTE", "many", "cần một số nguyên", "must be a whole"),
        ("REMISS_HSTS_SECONDS", "-1", "phải từ 0 trở lên", "must be 0 or more"),
        (
            "REMISS_WEBHOOK_SECRETS",
            '{"H99.04": "whsec_short"}',
            "khóa của H99.04 phải có dạng whsec_",
            "the secret of H99.04 must read whsec_",
        ),
    ],
)
def test_a_wrong_value_is_explained(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, vi: str, en: str
) -> None:
    """The message names the variable, says what is wrong and gives an example."""
    monkeypatch.setenv(variable, value)
    with pytest.raises(InvalidSettingsError) as caught:
        load()
    vietnamese, english = str(caught.value).splitlines()
    assert vietnamese.startswith(f"{variable}: {vi}")
    assert english.startswith(f"{variable}: {en}")
    assert f"Example: {variable}=" in english


def test_a_misspelt_variable_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A typing error is pointed out, not ignored."""
    monkeypatch.setenv("REMISS_APIPORT", "1")
    with pytest.raises(InvalidSettingsError, match=r"Did you mean: REMISS_API_PORT"):
        load()


def test_a_wrong_secret_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Complaining about a DSN must not print its password."""
    monkeypatch.setenv("REMISS_POSTGRES_DSN", SECRET.replace("postgresql", "mysql"))
    with pytest.raises(InvalidSettingsError, match="REMISS_POSTGRES_DSN") as caught:
        load()
    assert "kept-secret" not in str(caught.value)


def test_secrets_are_not_shown() -> None:
    """Neither form in which settings end up in a log holds the password, or a signing secret."""
    secrets = {"postgres_dsn": SECRET, "webhook_secrets": {"H99.04": WEBHOOK_SECRET}}
    settings = Settings().with_values(secrets)
    for shown in (repr(settings), str(settings.model_dump())):
        assert "kept-secret" not in shown
        assert "MfKQ9r8G" not in shown


def test_a_child_process_reads_the_same_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `environment` gives, `load` reads back."""
    changes = {
        "postgres_dsn": SECRET,
        "api_port": 9000,
        "virtual_clock": True,
        "webhook_secrets": {"H99.04": WEBHOOK_SECRET},
        "oidc_issuer": "https://id.h99.example/realms/tinh",
        "oidc_algorithms": ("ES256", "EdDSA"),
        "role_names": {"lanh-dao": "agency_head"},
        "service_claim": "gty=client-credentials",
        "claim_role": "realm_access.roles",
        "temporal_dynamic_config": {"limit.historyCount.suggestContinueAsNew": 200},
    }
    settings = Settings().with_values(changes)
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    assert load() == settings


def test_settings_cannot_be_changed() -> None:
    """One process, one set of settings."""
    with pytest.raises(ValueError, match="frozen"):
        load().api_port = 1  # type: ignore[misc]
