"""The demo as a process of its own, until its story is told; other commands beside it."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
REMISS = (sys.executable, "-m", "remiss.cli")
LIFE = (
    "đề nghị làm rõ lần 1",
    "đồng ý gia hạn cho Sở Tư pháp",
    "chuyển đến Thống kê tỉnh",
    "gửi lấy ý kiến dự thảo đã chỉnh lý, hoàn thiện, lần 2",
    "Văn bản cho ý kiến đối với dự thảo lần 2",
    "ghi nhận việc sử dụng văn bản gửi sau thời hạn của Sở Khoa học và Công nghệ",
    "có ý kiến về kết quả tiếp thu",
)
"""A clarification, an extension, a transfer, an amended draft, a late reply, an objection."""


@asynccontextmanager
async def demo(environment: dict[str, str]) -> AsyncIterator[str]:
    """A demo whose story has been told; what it printed. Ends with Ctrl-C."""
    process = await asyncio.create_subprocess_exec(
        *REMISS, "demo", cwd=ROOT, env=environment, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    lines: list[str] = []
    try:
        async for line in process.stdout:
            lines.append(line.decode())
            if "Ctrl-C" in lines[-1]:
                break
        yield "".join(lines)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await process.wait()
    assert process.returncode == 0


async def remiss(command: str, environment: dict[str, str]) -> tuple[int, str]:
    """The exit code and output of another command on the same folder."""
    process = await asyncio.create_subprocess_exec(
        *REMISS,
        command,
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    return process.returncode or 0, output.decode()
