"""The page on which an auditor signs in to read what Temporal keeps; no script, nothing fetched."""

import base64
import hashlib
from html import escape
from typing import Final

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem }
input { width: 100%; box-sizing: border-box; padding: .5rem; font: inherit }
button { margin: 1rem 0; padding: .5rem 1.5rem; font: inherit }
.en { color: #555 }
"""
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; img-src data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    # With none at all a browser calls the form's own origin "null", as it does a stranger's.
    "Referrer-Policy": "same-origin",
}


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
_SIGNED_IN = """<h1>Đã đăng nhập, trong một giờ</h1>
<p>Lần đầu với trình duyệt này, mở Temporal UI:</p>
<ol>
<li>Bấm biểu tượng cặp kính (<b>Codec Server</b>) ở đầu trang. <span class="en">Press the glasses at
the top.</span>
<li>Chọn <b>Use my browser setting</b>, dán địa chỉ: <span class="en">Choose it, and paste:</span>
<p><code>{endpoint}</code></p>
<li>Chọn <b>Include cross-origin credentials</b>, bấm <b>Apply</b>. <span class="en">Tick it, press
Apply.</span>
</ol>
<p>Những lần sau chỉ cần đăng nhập lại tại đây, rồi tải lại trang của hồ sơ.</p>
<p class="en">Afterwards it is enough to sign in here again and to reload the page of the case.</p>
<form method="post" action="codec/sign-out"><button>Đăng xuất / Sign out</button></form>"""
SIGNED_OUT: Final = _page("<h1>Đã đăng xuất / Signed out</h1>")


def signed_in(endpoint: str) -> str:
    """The page that says how the Temporal UI is told of this address, once for each browser."""
    return _page(_SIGNED_IN.format(endpoint=escape(endpoint)))
