"""Whether the process lives, and whether it can work."""

from fastapi import APIRouter, Response, status

from api.callers import Has
from api.documentation import summary
from remiss.views.answers import Health

router = APIRouter(prefix="/health", tags=["health"])


@router.get("/live", **summary("Tiến trình đang chạy", "The process lives"))
async def live() -> Health:
    """Says nothing about what it depends on."""
    return Health(status="live")


@router.get(
    "/ready",
    responses={503: {"model": Health}},
    **summary("Sẵn sàng làm việc", "Ready to work"),
)
async def ready(has: Has, response: Response) -> Health:
    """Names what does not answer, and what stands still behind what does.

    Only what does not answer makes it 503: a balancer can do nothing about the rest.
    """
    answering = {"PostgreSQL": has.ledger.answers(), "Temporal": has.updates.answers()}
    down = tuple([name for name, answers in answering.items() if not await answers])
    if not has.verifier.has_keys:
        down += ("OpenID Connect",)
    if down:
        response.status_code = status.HTTP_503_SERVICE_UNAVAILABLE
        return Health(status="not_ready", down=down)
    signs = await has.condition.signs()
    return Health(status="degraded" if signs else "ready", signs=signs)
