"""What stands in the way of bringing a case back, and what to do about it."""

from remiss.texts import Bilingual

COULD_NOT_ASK = Bilingual(
    vi="không tiến trình xử lý nào trả lời thay cho lượt chạy của hồ sơ. Hãy bảo đảm các tiến "
    "trình xử lý (cùng phiên bản này) đang chạy rồi chạy lại lệnh.",
    en="no worker answered for its run. See that workers (of this version) are running, and run "
    "this again.",
)
ENDED_UNASKED = Bilingual(
    vi="lượt chạy đã bị dừng và không trả lời được, nên chưa rõ sổ cái có thiếu gì. Hãy chạy lại "
    "khi có tiến trình xử lý; nếu vẫn không được, dùng --from-ledger: phần chỉ lượt chạy đó biết "
    "sẽ mất.",
    en="its run was ended and does not answer, so what the ledger may lack is not known. Run this "
    "again with a worker at work; if that fails, use --from-ledger: what only that run knew is "
    "lost.",
)
LEDGER_BEHIND = Bilingual(
    vi="Temporal cho biết hồ sơ đã xong, còn sổ cái thì chưa. Sổ cái thiếu phần cuối: hãy chạy "
    "`remiss reconcile` trước.",
    en="Temporal says that it is over, the ledger that it is not. The end is missing from the "
    "ledger: run `remiss reconcile` first.",
)
BEING_OPENED = Bilingual(
    vi="một lượt chạy mới đang chờ lệnh mở. Hãy chạy lại lệnh sau hai phút.",
    en="a new run of it waits for its opening command. Run this again in two minutes.",
)
TOO_LARGE = Bilingual(
    vi="trạng thái quá lớn để gửi trong một thông điệp của Temporal (2 MB). Hãy báo nhà phát "
    "triển.",
    en="its state is too large for one message of Temporal (2 MB). Tell the developers.",
)
NOT_RUNNING = Bilingual(
    vi="không còn trong Temporal, nên không đối chiếu được. Sau lệnh này hãy chạy `remiss "
    "recover`.",
    en="is not in Temporal, so there was nothing to compare. Run `remiss recover` after this.",
)
UNKNOWN_TO_OLD_CODE = Bilingual(
    vi="tiến trình xử lý thuộc phiên bản cũ, không trả lời được. Hãy nâng cấp mọi tiến trình xử "
    "lý.",
    en="its worker runs an earlier version, which cannot answer. Upgrade every worker.",
)


MIGRATE = Bilingual(
    vi="Cơ sở dữ liệu chưa có cấu trúc của phiên bản này. Hãy chạy `remiss migrate` rồi chạy lại "
    "lệnh.",
    en="The database does not have the schema of this version. Run `remiss migrate`, and then this "
    "again.",
)


def broken_off(reason: str) -> Bilingual:
    """One of the two servers failed while cases were being seen to."""
    return Bilingual(
        vi=f"Đang làm thì máy chủ cơ sở dữ liệu hoặc Temporal ngừng trả lời ({reason}). Những gì "
        "đã làm vẫn giữ; hãy chạy lại lệnh.",
        en=f"PostgreSQL or Temporal stopped answering on the way ({reason}). What was done stands; "
        "run this again.",
    )


def not_started(reason: str) -> Bilingual:
    """Temporal refused to start it."""
    return Bilingual(
        vi=f"Temporal không nhận khởi động ({reason}). Hãy khắc phục rồi chạy lại lệnh.",
        en=f"Temporal did not start it ({reason}). See to that and run this again.",
    )


def not_asked(reason: str) -> Bilingual:
    """Temporal did not answer about it."""
    return Bilingual(
        vi=f"Temporal không trả lời về hồ sơ này ({reason}). Hãy chạy lại lệnh.",
        en=f"Temporal did not answer about it ({reason}). Run this again.",
    )


def gap(first: int, last: int, known: int) -> Bilingual:
    """What no run knows any more."""
    return Bilingual(
        vi=f"thiếu sự kiện {first} đến {last}; không lượt chạy nào Temporal còn giữ biết phần này, "
        f"nên chưa ghi được cả phần sau, đến sự kiện {known}. Hãy khôi phục "
        "bản sao lưu mới hơn.",
        en=f"events {first} to {last} are missing; no run that Temporal still keeps knows them, "
        f"so what follows, up to event {known}, cannot be written either. Restore a "
        "newer backup.",
    )


def conflict(version: int) -> Bilingual:
    """The ledger and a run tell different things; nothing is overwritten."""
    return Bilingual(
        vi=f"sự kiện {version} trong sổ cái khác với sự kiện lượt chạy đã quyết định. Không ghi "
        "đè: hãy kiểm tra hai nơi và báo quản trị viên.",
        en=f"event {version} in the ledger differs from what its run decided. Nothing was "
        "overwritten: examine both, and tell the administrator.",
    )


def days_unknown(days: str, cases: str) -> Bilingual:
    """Days that cases follow and the restored book does not know."""
    return Bilingual(
        vi=f"Lịch làm việc thiếu các ngày mà hồ sơ đang theo ({cases}): {days}. Hãy ghi lại các "
        "ngày này trước khi ghi ngày nào khác, nếu không các hồ sơ sẽ quay về lịch cũ.",
        en=f"The working calendar lacks days that cases follow ({cases}): {days}. Record them "
        "again before any other day, or the cases will go back to the calendar without them.",
    )


def override_conflict(day: str) -> Bilingual:
    """A day recorded anew since the restoration."""
    return Bilingual(
        vi=f"Ngày {day} đã được ghi khác sau khi khôi phục; bản ghi trước đó không được ghi lại. "
        "Hãy kiểm tra lịch làm việc.",
        en=f"Day {day} was recorded otherwise since the restoration; the earlier record was not "
        "written again. Check the working calendar.",
    )


def overrides_written(count: int) -> Bilingual:
    return Bilingual(
        vi=f"Đã ghi lại {count} ngày trong lịch làm việc, theo lịch sử của Temporal.",
        en=f"{count} days of the working calendar were recorded again, from Temporal's history.",
    )


def attributes_missing(names: str) -> Bilingual:
    return Bilingual(
        vi=f"Temporal chưa có các thuộc tính tìm kiếm {names}. Hãy đăng ký như README hướng dẫn, "
        "rồi chạy lại lệnh.",
        en=f"Temporal lacks the search attributes {names}. Register them as README says, and run "
        "this again.",
    )


def schedule_failed(reason: str) -> Bilingual:
    return Bilingual(
        vi=f"Chưa lập được lịch báo cáo ngày ({reason}). Hãy chạy lại lệnh.",
        en=f"The schedule of the daily report was not made ({reason}). Run this again.",
    )
