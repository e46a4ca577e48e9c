"""How the API describes itself: Vietnamese first, every refusal documented, readable offline.

What an address does is said where it is documented, for who may do it follows from that.
"""

from typing import Any

from fastapi import Depends, FastAPI
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles

from api import stale_reads
from api.problems.document import MEDIA_TYPE, ProblemDocument
from remiss.problems.statuses import GENERAL
from remiss.serving.address_action import AddressAction
from remiss.strict.characters import describe_texts
from remiss.templates import read_templates
from remiss.views.answers import Accepted, Done

TITLE = "Remiss: lấy ý kiến phối hợp / inter-agency consultation"
DESCRIPTION = """
Hồ sơ lấy ý kiến: mở hồ sơ, hỏi đúng cơ quan liên quan trực tiếp, trả lời đúng hạn, rõ quan điểm.

Mọi thao tác ghi cần đầu mục `Idempotency-Key`; gửi lại với cùng khóa thì chỉ được ghi nhận một lần.
Trả lời `202` nghĩa là thao tác đã được tiếp nhận và đang xử lý; xem kết quả tại `Location`.
Lỗi theo RFC 9457 (`application/problem+json`), nêu điều gì sai và cần làm gì.

---

Consultations: open one, ask only the agencies directly concerned, get clear replies on time.

Every write needs an `Idempotency-Key` header; sent again with the same key it acts once.
`202` means accepted and still being worked on; `Location` tells what becomes of it.
Errors follow RFC 9457 (`application/problem+json`) and say what is wrong and what to do.
"""
TAGS = [
    {"name": "consultations", "description": "Hồ sơ lấy ý kiến / Consultations"},
    {"name": "requests", "description": "Đề nghị cho ý kiến / Requests to agencies"},
    {"name": "office", "description": "Việc của Văn phòng UBND tỉnh / What the Office does"},
    {"name": "replies", "description": "Việc của cơ quan được hỏi / What agencies do"},
    {"name": "inside", "description": "Trong nội bộ cơ quan được hỏi / Inside an agency asked"},
    {"name": "documents", "description": "Văn bản, bảng tổng hợp / Letters and tables"},
    {"name": "notices", "description": "Thông báo / Notices"},
    {"name": "registry", "description": "Cơ quan, lĩnh vực, gợi ý / Agencies, fields, relevance"},
    {"name": "attachments", "description": "Tệp đính kèm / Attachments"},
    {"name": "scorecards", "description": "Bảng điểm / Scorecards"},
    {"name": "inspections", "description": "Cuộc kiểm tra, chọn mẫu / Inspections and samples"},
    {"name": "reports", "description": "Báo cáo hằng ngày / Daily reports"},
    {
        "name": "checkpoints",
        "description": "Bản xác nhận nhật ký có chữ ký số / Checkpoints of the ledger",
    },
    {"name": "calendar", "description": "Lịch làm việc / The working calendar"},
    {"name": "health", "description": "Tình trạng dịch vụ / Health of the service"},
]
DOCS_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "frame-ancestors 'none'"
)
PAGE = read_templates("api").get_template("docs.html").render()
START = 'SwaggerUIBundle({url: "openapi.json", dom_id: "#docs", deepLinking: true});\n'

JSON = "application/json"
REFUSALS = (400, 401, 403, 404, 422, 429, 503)
WRITE_REFUSALS = (400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 503)


def summary(vi: str, en: str) -> dict[str, Any]:
    """A summary in both languages."""
    return {"summary": f"{vi} / {en}"}


def act(action: str, vi: str, en: str) -> dict[str, Any]:
    """A summary, and what the address does: an action of `remiss.consultation.authority`."""
    return {**summary(vi, en), "dependencies": [Depends(AddressAction(action))]}


def read(action: str, vi: str, en: str, *also: int) -> dict[str, Any]:
    """How a read is documented; `also` are statuses that other reads never answer with."""
    return {**act(action, vi, en), "responses": refusals(*sorted({*REFUSALS, *also}))}


def ask(action: str, vi: str, en: str, *also: int) -> dict[str, Any]:
    """How a question with a body, and without effects, is documented; `also` as for `read`."""
    return {**act(action, vi, en), "responses": refusals(*sorted({*WRITE_REFUSALS, *also}))}


def write(
    action: str, vi: str, en: str, status: int = 200, done: type[Done] = Done
) -> dict[str, Any]:
    """How a write is documented."""
    accepted = {
        "model": Accepted,
        "description": "Đã tiếp nhận, đang xử lý / Accepted, being worked on",
    }
    return {
        **act(action, vi, en),
        "status_code": status,
        "response_model": done,
        "responses": {202: accepted, **refusals(*WRITE_REFUSALS)},
    }


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Problem documents by status."""
    schema = {"$ref": f"#/components/schemas/{ProblemDocument.__name__}"}
    return {
        status: {"description": GENERAL[status], "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }


class Api(FastAPI):
    """An application whose OpenAPI document knows what a problem looks like."""

    def openapi(self) -> dict[str, Any]:
        """The document, with the schema every refusal refers to, made once."""
        if self.openapi_schema:
            return self.openapi_schema
        document = super().openapi()
        problem = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas.update(problem.pop("$defs", {}))
        schemas[ProblemDocument.__name__] = problem
        describe_texts(schemas, _sent(document))
        _document_stale_reads(document["paths"])
        return document


def _sent(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The schema of every JSON body."""
    operations = (each for methods in document["paths"].values() for each in methods.values())
    contents = (operation.get("requestBody", {}).get("content", {}) for operation in operations)
    return [content[JSON]["schema"] for content in contents if JSON in content]


def _document_stale_reads(paths: dict[str, Any]) -> None:
    """The header of every read that can be behind."""
    header = {
        "description": stale_reads.DESCRIPTION,
        "schema": {"type": "string", "enum": ["true"]},
    }
    for path, operations in paths.items():
        if "get" in operations and stale_reads.covers(path):
            operations["get"]["responses"]["200"].setdefault("headers", {})[stale_reads.HEADER] = (
                header
            )


def install(app: FastAPI) -> None:
    """Serve the documentation from this installation: it works on a closed network."""

    @app.get("/docs", include_in_schema=False)
    async def page() -> Response:
        return HTMLResponse(PAGE, headers={"Content-Security-Policy": DOCS_POLICY})

    @app.get("/docs/start.js", include_in_schema=False)
    async def start() -> Response:
        return Response(START, media_type="text/javascript")

    assets = StaticFiles(packages=[("fastapi_offline", "static")])
    app.mount("/docs/assets", assets, name="docs-assets")
