"""The page of a case in the Temporal UI, written when somebody opens it.

A workflow can only set such a text beforehand: at every step, for nobody. Here the query by which
the UI asks is answered with the text of that moment.
"""

from typing import Any, Protocol, runtime_checkable

from temporalio import workflow
from temporalio.worker import (
    HandleQueryInput,
    Interceptor,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
)

QUERY = "__temporal_workflow_metadata"
"""How the UI asks; its answer is a `temporalio.api.sdk.v1.WorkflowMetadata`."""


@runtime_checkable
class Described(Protocol):
    """A workflow that can say in Markdown how it stands."""

    def details(self) -> str: ...


class _Inbound(WorkflowInboundInterceptor):
    async def handle_query(self, input: HandleQueryInput) -> Any:  # noqa: A002 -- the SDK's name
        answer = await super().handle_query(input)
        if input.query == QUERY and isinstance(described := workflow.instance(), Described):
            answer.current_details = described.details()
        return answer


class DetailsOnDemand(Interceptor):
    """Has a worker answer so for every workflow that describes itself."""

    def workflow_interceptor_class(
        self,
        input: WorkflowInterceptorClassInput,  # noqa: A002 -- the SDK's name
    ) -> type[WorkflowInboundInterceptor]:
        """The same for each run."""
        del input
        return _Inbound
