"""What the HTTP layer itself says no to: code, status, and what to do, in both languages.

Refusals of the domain have their own catalogue, `remiss.consultation.refusals`. For an exception
the framework raises, the first entry with its status answers.
"""

from typing import NamedTuple


class Entry(NamedTuple):
    """One problem: its status, and its text with `{facts}` in it."""

    status: int
    vi: str
    en: str


GENERAL = {
    400: "Yêu cầu không đọc được",
    401: "Chưa đăng nhập",
    403: "Không được phép",
    404: "Không tìm thấy",
    405: "Không hỗ trợ thao tác này",
    408: "Gửi dữ liệu quá chậm",
    409: "Chưa thể thực hiện",
    413: "Dữ liệu quá lớn",
    415: "Định dạng không được hỗ trợ",
    422: "Dữ liệu chưa hợp lệ",
    429: "Quá nhiều yêu cầu",
    500: "Lỗi hệ thống",
    503: "Tạm thời chưa sẵn sàng",
}

PROBLEMS: dict[str, Entry] = {
    "malformed_request": Entry(
        400,
        "Không đọc được nội dung yêu cầu. Hãy kiểm tra định dạng rồi gửi lại.",
        "The request cannot be read. Check its format and send it again.",
    ),
    "malformed_json": Entry(
        400,
        "Nội dung không phải JSON hợp lệ (UTF-8, mỗi khóa một lần, không có NaN). "
        "Hãy sửa rồi gửi lại.",
        "The body is not valid JSON (UTF-8, each key once, no NaN). Correct it and send it again.",
    ),
    "idempotency_key_missing": Entry(
        400,
        "Thiếu đầu mục Idempotency-Key. Hãy đặt một khóa riêng cho mỗi thao tác (1 đến 64 ký tự "
        "A-Z, a-z, 0-9, “.”, “_”, “-”) và giữ nguyên khóa khi gửi lại.",
        "The Idempotency-Key header is missing. Give each action a key of its own (1 to 64 of "
        "A-Z, a-z, 0-9, “.”, “_”, “-”) and keep it when you retry.",
    ),
    "invalid_cursor": Entry(
        400,
        "Con trỏ trang không hợp lệ. Hãy dùng nguyên giá trị “next” của trang trước.",
        "The cursor is not valid. Use the `next` of the previous page as it is.",
    ),
    "not_signed_in": Entry(
        401,
        "Hãy đăng nhập và gửi mã truy cập còn hiệu lực trong đầu mục Authorization.",
        "Sign in, and send a valid access token in the Authorization header.",
    ),
    "auditor_only_reads": Entry(
        403,
        "Vai trò kiểm tra, giám sát chỉ được xem, không được tải tệp lên.",
        "Auditors only read; they upload nothing.",
    ),
    "not_found": Entry(
        404,
        "Không có gì tại địa chỉ này. Hãy xem danh sách địa chỉ tại /docs.",
        "There is nothing at this address. See /docs for those there are.",
    ),
    "agency_not_found": Entry(
        404,
        "Không có cơ quan mang mã này trong sổ đăng ký. Hãy xem danh sách tại /v1/agencies.",
        "The registry has no agency of this code. See /v1/agencies.",
    ),
    "pass_not_from_ui": Entry(
        403,
        "Phiên giải mã chỉ dùng được từ giao diện Temporal đã khai báo. Quản trị viên khai báo địa "
        "chỉ gốc của giao diện đó trong REMISS_TEMPORAL_UI_ORIGINS.",
        "A decoding pass works only from a Temporal UI that was named. An administrator names its "
        "origin in REMISS_TEMPORAL_UI_ORIGINS.",
    ),
    "auditors_only": Entry(
        403,
        "Chỉ người có vai trò kiểm tra, giám sát được giải mã dữ liệu trong Temporal.",
        "Only auditors may have what Temporal keeps decoded.",
    ),
    "nothing_is_sealed": Entry(
        404,
        "Máy chủ này không có khóa nào: dữ liệu trong Temporal không mã hóa, không cần đăng nhập.",
        "This server has no keys: what Temporal keeps is not encrypted, and needs no sign-in.",
    ),
    "report_not_found": Entry(
        404,
        "Ngày {day} không có báo cáo. Báo cáo được lập vào giờ mở cửa của mỗi ngày làm việc; hãy "
        "xem danh sách tại /v1/reports.",
        "There is no report of {day}. One is made when offices open on each working day; see "
        "/v1/reports.",
    ),
    "checkpoint_not_found": Entry(
        404,
        "Không có bản chốt sổ số {number}. Hãy xem danh sách tại /v1/checkpoints.",
        "There is no checkpoint {number}. See /v1/checkpoints.",
    ),
    "nothing_for_the_chairman": Entry(
        404,
        "Ngày {day} không có nội dung nào phải báo cáo Chủ tịch UBND tỉnh. Hãy xem báo cáo của "
        "Văn phòng.",
        "On {day} nothing had risen to the Chairman. See the Office's report.",
    ),
    "nothing_at_that_time": Entry(
        404,
        "Vào thời điểm {at} hồ sơ chưa mở, hoặc cơ quan của bạn chưa được lấy ý kiến. Hãy chọn "
        "thời điểm sau.",
        "At {at} the case was not open yet, or your agency had not been asked. Choose a later "
        "moment.",
    ),
    "attachment_not_found": Entry(
        404,
        "Không tìm thấy tệp này. Hãy kiểm tra lại mã sha256 của tệp.",
        "There is no such attachment. Check its sha256.",
    ),
    "method_not_allowed": Entry(
        405,
        "Địa chỉ này không hỗ trợ thao tác vừa gửi. Đầu mục Allow nêu các thao tác dùng được.",
        "This address does not take that method. The Allow header lists those it takes.",
    ),
    "table_not_final": Entry(
        409,
        "Bảng tổng hợp được gửi cơ quan góp ý khi hồ sơ đã kết thúc lấy ý kiến. Hãy xem lại sau.",
        "Agencies read the consolidated table once the consultation is concluded. Come back then.",
    ),
    "notice_not_given": Entry(
        409,
        "Chưa có lần nhắc hoặc báo cáo nào như vậy nên chưa có văn bản. Diễn biến của hồ sơ nêu "
        "các lần đã gửi.",
        "No such notice has been given, so there is no letter. The timeline tells which were.",
    ),
    "body_too_slow": Entry(
        408,
        "Nội dung gửi đến không đủ trong {seconds} giây. Hãy kiểm tra đường truyền rồi gửi lại với "
        "cùng khóa Idempotency-Key.",
        "The body did not arrive within {seconds} seconds. Check the connection and send it again "
        "with the same Idempotency-Key.",
    ),
    "body_too_large": Entry(
        413,
        "Nội dung vượt quá {limit} byte. Hãy rút gọn, hoặc gửi tài liệu dài dưới dạng tệp đính "
        "kèm.",
        "The body is over {limit} bytes. Shorten it, or send long documents as attachments.",
    ),
    "content_encoding_not_taken": Entry(
        415,
        "Nội dung nén (Content-Encoding) không được nhận. Hãy gửi nội dung không nén.",
        "Compressed bodies (Content-Encoding) are not taken. Send the body as it is.",
    ),
    "attachment_too_large": Entry(
        413,
        "Tệp vượt quá {limit} byte. Hãy nén hoặc chia nhỏ tệp.",
        "The file is over {limit} bytes. Compress or split it.",
    ),
    "unsupported_media_type": Entry(
        415,
        "Hãy gửi nội dung dạng application/json, kèm đầu mục Content-Type.",
        "Send application/json, and say so in the Content-Type header.",
    ),
    "multipart_expected": Entry(
        415,
        "Hãy gửi tệp dạng multipart/form-data, trong trường “file”.",
        "Send the file as multipart/form-data, in the field `file`.",
    ),
    "attachment_type_not_taken": Entry(
        415,
        "Nội dung tệp không phải PDF, DOCX, XLSX, PNG, JPEG hoặc văn bản UTF-8; tệp có macro "
        "không được nhận. Hãy chuyển sang một trong các định dạng này.",
        "The content is not PDF, DOCX, XLSX, PNG, JPEG or UTF-8 text; files with macros are not "
        "taken. Convert it to one of these.",
    ),
    "invalid_request": Entry(
        422,
        "Một số trường chưa hợp lệ; xem danh sách “errors” để biết cần sửa trường nào.",
        "Some fields are not valid; `errors` says which, and what to do.",
    ),
    "payload_key_missing": Entry(
        422,
        "Dữ liệu này được mã hóa bằng khóa “{key}” mà máy chủ không có. Hãy thêm khóa đó vào tệp "
        "của REMISS_PAYLOAD_KEYS_FILE rồi khởi động lại.",
        "This was encrypted under key `{key}`, which the server does not have. Add it to the file "
        "of REMISS_PAYLOAD_KEYS_FILE and start again.",
    ),
    "payload_not_authentic": Entry(
        422,
        "Dữ liệu mã hóa không còn nguyên vẹn. Hãy báo quản trị viên kiểm tra máy chủ Temporal.",
        "The encrypted data does not hold: it was changed. Have the Temporal server looked into.",
    ),
    "instant_ahead": Entry(
        422,
        "Thời điểm {at} chưa đến. Hãy chọn một thời điểm đã qua, hoặc bỏ “at” để xem hiện trạng.",
        "{at} has not come yet. Choose a moment that has passed, or leave out `at` for now.",
    ),
    "misleading_name": Entry(
        422,
        "Họ tên trong mã đăng nhập có ký tự ẩn hoặc đảo chiều chữ {character}, nên không ghi vào "
        "hồ sơ được. Hãy báo quản trị viên hệ thống định danh sửa họ tên.",
        "The name in your sign-in token holds {character}, which hides or reorders text, so it "
        "cannot go on record. Have the administrator of the identity provider correct it.",
    ),
    "period_reversed": Entry(
        422,
        "Ngày bắt đầu sau ngày kết thúc. Hãy đổi lại “from” và “to”.",
        "The period ends before it starts. Swap `from` and `to`.",
    ),
    "question_without_field": Entry(
        422,
        "Câu hỏi {questions} chưa có mã lĩnh vực. Hệ thống không tự chọn thay: hãy chọn một mã "
        "trong danh sách gợi ý “proposals”, hoặc tại /v1/taxonomy, rồi gửi lại.",
        "Question {questions} has no field. None is chosen for you: take one of the `proposals`, "
        "or one from /v1/taxonomy, and send it again.",
    ),
    "attachment_empty": Entry(
        422,
        "Tệp không có nội dung. Hãy chọn đúng tệp rồi tải lên lại.",
        "The file is empty. Choose the right one and upload it again.",
    ),
    "attachment_unsound": Entry(
        422,
        "Tệp bị hỏng, hoặc có cấu trúc mà các chương trình có thể đọc khác nhau. Hãy mở tệp bằng "
        "phần mềm soạn thảo, lưu thành tệp mới rồi tải lên lại.",
        "The file is damaged, or built so that programs could read it differently. Open it in its "
        "editor, save it as a new file and upload that.",
    ),
    "attachment_encrypted": Entry(
        422,
        "Tệp có mật khẩu nên không kiểm tra được, người nhận cũng không mở được. Hãy bỏ mật khẩu "
        "rồi tải lên lại.",
        "The file has a password: it cannot be checked here nor opened by who receives it. Remove "
        "the password and upload it again.",
    ),
    "attachment_bomb": Entry(
        422,
        "Phần “{member}” trong tệp giải nén ra quá lớn, hoặc là một tệp nén khác. Hãy bỏ phần này, "
        "hoặc gửi thành tệp riêng.",
        "The part “{member}” of the file grows too large when unpacked, or is an archive itself. "
        "Leave it out, or send it as a file of its own.",
    ),
    "attachment_entities": Entry(
        422,
        "Phần “{member}” trong tệp khai báo DOCTYPE hoặc thực thể XML, là điều tệp văn phòng không "
        "cần. Hãy mở tệp bằng phần mềm soạn thảo, lưu thành tệp mới rồi tải lên lại.",
        "The part “{member}” of the file declares a DOCTYPE or XML entities, which no office file "
        "needs. Open it in its editor, save it as a new file and upload that.",
    ),
    "attachment_of_two_types": Entry(
        422,
        "Tệp vừa là PDF hoặc ảnh, vừa là tệp nén hoặc trang web. Hãy xuất lại tệp từ phần mềm soạn "
        "thảo rồi tải lên lại.",
        "The file is a PDF or picture and an archive or web page at once. Export it anew and "
        "upload that.",
    ),
    "attachment_infected": Entry(
        422,
        "Trình quét mã độc nhận ra {signature} trong tệp; tệp không được lưu. Hãy kiểm tra máy "
        "tính nơi có tệp, rồi gửi tệp sạch.",
        "The virus scanner found {signature} in the file; it was not kept. Check the computer it "
        "came from, and send a clean file.",
    ),
    "attachments_not_uploaded": Entry(
        422,
        "Cơ quan của bạn chưa tải lên tệp {sha256}. Hãy tải tệp lên tại /v1/attachments trước.",
        "Your agency has uploaded no file {sha256}. Upload it to /v1/attachments first.",
    ),
    "idempotency_key_reused": Entry(
        422,
        "Khóa Idempotency-Key này đã dùng cho một thao tác khác. Hãy dùng khóa mới.",
        "This Idempotency-Key was used for something else. Use a new one.",
    ),
    "too_many_requests": Entry(
        429,
        "Đã gửi quá nhiều yêu cầu trong một phút. Hãy chờ số giây nêu tại đầu mục Retry-After rồi "
        "gửi lại với cùng khóa Idempotency-Key.",
        "Too many requests within a minute. Wait for the seconds in the Retry-After header, then "
        "send it again with the same Idempotency-Key.",
    ),
    "internal_error": Entry(
        500,
        "Hệ thống gặp lỗi. Hãy thử lại với cùng khóa Idempotency-Key; nếu vẫn lỗi, báo cho quản "
        "trị viên kèm mã yêu cầu.",
        "Something went wrong here. Try again with the same Idempotency-Key; if it stays, tell the "
        "administrator the id of this request.",
    ),
    "identity_provider_unavailable": Entry(
        503,
        "Chưa kiểm tra được mã truy cập vì dịch vụ định danh không trả lời. Hãy thử lại sau ít "
        "phút với cùng khóa Idempotency-Key; nếu vẫn vậy, báo cho quản trị viên.",
        "The access token cannot be checked now: the identity provider does not answer. Try again "
        "in a few minutes with the same Idempotency-Key; if it stays, tell an administrator.",
    ),
    "case_not_running": Entry(
        503,
        "Hồ sơ đang mở trong sổ cái nhưng không chạy được lúc này; dữ liệu đã ghi không mất. Hãy "
        "báo quản trị viên, rồi gửi lại với cùng khóa Idempotency-Key.",
        "The ledger has this consultation as open, but it cannot run at present; nothing recorded "
        "is lost. Tell an administrator, then send this again with the same Idempotency-Key.",
    ),
    "not_accepted_yet": Entry(
        503,
        "Hồ sơ chưa tiếp nhận được thao tác này. Hãy gửi lại với cùng khóa Idempotency-Key; thao "
        "tác chỉ được ghi nhận một lần.",
        "The consultation could not take this yet. Send it again with the same Idempotency-Key; it "
        "will act once.",
    ),
    "answer_sealed": Entry(
        503,
        "Hồ sơ đã trả lời nhưng máy chủ này không có khóa để đọc. Thao tác không mất: hãy báo quản "
        "trị viên, rồi gửi lại với cùng khóa Idempotency-Key.",
        "The consultation answered, and this server lacks the key to read it. Nothing is lost: "
        "tell an administrator, then send this again with the same Idempotency-Key.",
    ),
    "scanner_unavailable": Entry(
        503,
        "Trình quét mã độc chưa trả lời, nên tệp chưa được nhận; không có gì được lưu. Hãy tải lên "
        "lại sau ít phút; nếu vẫn lỗi, hãy báo quản trị viên.",
        "The virus scanner does not answer, so the file was not taken and nothing of it was kept. "
        "Upload it again in a few minutes; if it stays, tell an administrator.",
    ),
    "status_unavailable": Entry(
        503,
        "Tạm thời chưa xem được kết quả của thao tác này. Hãy thử lại sau ít phút.",
        "What became of this cannot be seen now. Try again in a few minutes.",
    ),
    "calendar_unavailable": Entry(
        503,
        "Tạm thời chưa đọc được các ngày nghỉ, ngày làm bù đã ghi nhận, nên chưa mở hồ sơ để tránh "
        "tính sai thời hạn. Hãy gửi lại sau ít phút với cùng khóa Idempotency-Key.",
        "The days off and make-up days on record cannot be read now; nothing is opened, lest its "
        "deadlines be wrong. Send this again in a few minutes with the same Idempotency-Key.",
    ),
    "ledger_unavailable": Entry(
        503,
        "Tạm thời chưa đọc được sổ cái. Hãy thử lại sau ít phút; các thao tác vẫn được tiếp nhận.",
        "The ledger cannot be read now. Try again in a few minutes; actions are still taken.",
    ),
}
