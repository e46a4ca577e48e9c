"""The one data converter of every client: how this service's values become payloads."""

from temporalio.contrib.pydantic import PydanticPayloadConverter
from temporalio.converter import (
    DataConverter,
    DefaultFailureConverter,
    DefaultFailureConverterWithEncodedAttributes,
)

from remiss.temporal.codec.keyring import Keyring
from remiss.temporal.codec.sealed_payloads import Sealing


def data_converter(keyring: Keyring) -> DataConverter:
    """Pydantic values, sealed under the keys of the ring.

    Messages and stack traces of failures are sealed as well: a refusal quotes the case. There is
    a codec even without a key, so that what is sealed is refused by the name of its key.
    """
    seals = keyring.active is not None
    return DataConverter(
        payload_converter_class=PydanticPayloadConverter,
        payload_codec=Sealing(keyring),
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes
        if seals
        else DefaultFailureConverter,
    )
