"""The one data converter of every client: how this service's values become payloads."""

from temporalio.contrib.pydantic import PydanticJSONPlainPayloadConverter
from temporalio.converter import (
    CompositePayloadConverter,
    DataConverter,
    DefaultFailureConverter,
    DefaultFailureConverterWithEncodedAttributes,
    DefaultPayloadConverter,
    JSONPlainPayloadConverter,
)

from remiss.temporal.codec.keyring import Keyring
from remiss.temporal.codec.sealed_payloads import Sealing

JSON = PydanticJSONPlainPayloadConverter()
"""One for the whole process: it keeps what pydantic built for each type."""


class ServicePayloadConverter(CompositePayloadConverter):
    """Pydantic values, as `temporalio.contrib.pydantic` has them.

    Every run of a workflow gets a converter of its own. The SDK's starts with nothing and builds
    the union of all commands anew, for each run; this one shares what was built.
    """

    def __init__(self) -> None:
        kinds = DefaultPayloadConverter.default_encoding_payload_converters
        super().__init__(
            *(JSON if isinstance(kind, JSONPlainPayloadConverter) else kind for kind in kinds)
        )


def data_converter(keyring: Keyring) -> DataConverter:
    """Pydantic values, sealed under the keys of the ring.

    Messages and stack traces of failures are sealed as well: a refusal quotes the case. There is
    a codec even without a key, so that what is sealed is refused by the name of its key.
    """
    seals = keyring.active is not None
    return DataConverter(
        payload_converter_class=ServicePayloadConverter,
        payload_codec=Sealing(keyring),
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes
        if seals
        else DefaultFailureConverter,
    )
