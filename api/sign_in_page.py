"""The page on which an auditor signs in to read what Temporal keeps; no script, nothing fetched."""

import base64
import hashlib
from typing import Final

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }
input { width: 100%; box-sizing: border-box; padding: .5rem; font: inherit }
button { margin: 1rem 0; padding: .5rem 1.5rem; font: inherit }
.en { color: #555 }
"""
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def _page(body: str) -> str:
    return f"""<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Remiss: giải mã cho Temporal UI</title>
<link rel="icon" href="data:,">
<style>{STYLE}</style>
{body}
</html>
"""


PAGE: Final = _page(
    """<h1>Đọc dữ liệu mã hóa trong Temporal</h1>
<p>Dành cho người kiểm tra, giám sát. Dán mã đăng nhập của bạn; mỗi lần đọc đều được ghi nhật
ký.</p>
<p class="en">For auditors. Paste your sign-in token; each reading is logged.</p>
<form method="post" autocomplete="off">
<label>Mã đăng nhập / Token <input name="token" type="password" required maxlength="8192"></label>
<button>Đăng nhập / Sign in</button>
</form>"""
)
SIGNED_IN: Final = _page(
    """<h1>Đã đăng nhập, trong một giờ</h1>
<p>Trong Temporal UI, bấm biểu tượng kính ở đầu trang (Codec Server), chọn <b>Include
cross-origin credentials</b> rồi bấm <b>Apply</b>; mỗi trình duyệt chỉ cần làm một lần. Sau đó tải
lại trang của hồ sơ.</p>
<p class="en">Signed in for an hour. In the Temporal UI open the codec server settings at the top,
tick <b>Include cross-origin credentials</b> and press <b>Apply</b>: once for each browser. Then
reload the page of the case.</p>"""
)
