"""What can be wrong with a dossier, and what is said of it."""

from enum import StrEnum

from remiss.texts import Bilingual


class Kind(StrEnum):
    """What is wrong, or cannot be vouched for."""

    ORIGIN_UNKNOWN = "origin_unknown"
    UNSIGNED = "unsigned"
    FOREIGN_KEY = "foreign_key"
    SIGNATURE = "signature"
    SIGNATURE_UNREADABLE = "signature_unreadable"
    MANIFEST_UNREADABLE = "manifest_unreadable"
    ARCHIVE_HEADER = "archive_header"
    ARCHIVE_NAME = "archive_name"
    ARCHIVE_INDEX = "archive_index"
    ARCHIVE_ENDS_EARLY = "archive_ends_early"
    ARCHIVE_GOES_ON = "archive_goes_on"
    ARCHIVE_TOO_MANY = "archive_too_many"
    ARCHIVE_CHECKSUM = "archive_checksum"
    FILE_ALTERED = "file_altered"
    FILE_MISSING = "file_missing"
    FILE_NOT_REACHED = "file_not_reached"
    FILE_ADDED = "file_added"
    FILE_TWICE = "file_twice"
    FILES_REORDERED = "files_reordered"
    FILE_UNREADABLE = "file_unreadable"
    EVENT_ALTERED = "event_altered"
    EVENT_REMOVED = "event_removed"
    EVENT_ADDED = "event_added"
    EVENT_MOVED = "event_moved"
    EVENT_UNREADABLE = "event_unreadable"
    EVENTS_CUT_OFF = "events_cut_off"
    EVENT_LINK = "event_link"
    OTHER_CASE = "other_case"
    CHECKPOINT_NAMED = "checkpoint_named"
    CHECKPOINT_KEY = "checkpoint_key"
    CHECKPOINT_PROOF = "checkpoint_proof"
    CHECKPOINT_EVENT = "checkpoint_event"
    CHECKPOINT_CUT_OFF = "checkpoint_cut_off"
    CHECKPOINT_OLDER = "checkpoint_older"
    CHECKPOINT_FORKED = "checkpoint_forked"
    CHECKPOINTS_FAULTY = "checkpoints_faulty"
    STATE = "state"
    ATTACHMENT_NAME = "attachment_name"
    ATTACHMENT_GONE = "attachment_gone"


MESSAGES: dict[Kind, Bilingual] = {
    Kind.ORIGIN_UNKNOWN: Bilingual(
        vi="Chưa kiểm tra được nguồn gốc vì không có khóa công khai. Hãy lấy khóa công "
        "khai từ cơ quan vận hành hệ thống, bằng đường khác với đường nhận hồ sơ này, "
        "rồi chạy lại với --key.",
        en="Nothing was verified about the origin, for want of a public key. Get it from "
        "whoever runs the service, on another way than this dossier came, and run this "
        "again with --key.",
    ),
    Kind.UNSIGNED: Bilingual(
        vi="Bản kê không có chữ ký: bất kỳ ai cũng có thể đã lập hồ sơ này.",
        en="The manifest is not signed: anybody may have made this dossier.",
    ),
    Kind.FOREIGN_KEY: Bilingual(
        vi="Bản kê do khóa {key} ký; khóa này không thuộc các khóa được tin cậy "
        "({trusted}). Hồ sơ có thể đã bị lập lại.",
        en="The manifest is signed by key {key}, which is none of those trusted "
        "({trusted}). The dossier may have been made anew.",
    ),
    Kind.SIGNATURE: Bilingual(
        vi="Chữ ký không khớp bản kê: một trong hai đã bị thay đổi.",
        en="Signature and manifest do not match: one of the two was altered.",
    ),
    Kind.SIGNATURE_UNREADABLE: Bilingual(
        vi="Tệp chữ ký không đọc được: đã bị thay đổi.",
        en="The signature cannot be read: it was altered.",
    ),
    Kind.MANIFEST_UNREADABLE: Bilingual(
        vi="Bản kê không đọc được: đã bị thay đổi, hoặc không phải bản kê của dạng hồ sơ này.",
        en="The manifest cannot be read: it was altered, or is none of this format.",
    ),
    Kind.ARCHIVE_HEADER: Bilingual(
        vi="Từ byte {byte}, tệp nén không còn như khi xuất: phần đầu mục của tệp này đã "
        "bị thay đổi, hoặc hồ sơ đã được nén lại.",
        en="From byte {byte} on the archive is not as exported: the header of this file "
        "was altered, or the dossier was packed again.",
    ),
    Kind.ARCHIVE_NAME: Bilingual(
        vi="Tại byte {byte} có một tên tệp không hợp lệ; không tệp nào được giải nén.",
        en="At byte {byte} stands a name no file may have; nothing was unpacked.",
    ),
    Kind.ARCHIVE_INDEX: Bilingual(
        vi="Mục lục của tệp nén bị thay đổi tại byte {byte}.",
        en="The index of the archive was altered at byte {byte}.",
    ),
    Kind.ARCHIVE_ENDS_EARLY: Bilingual(
        vi="Tệp nén kết thúc sớm, tại byte {byte}: phần cuối đã bị cắt.",
        en="The archive ends early, at byte {byte}: its end was cut off.",
    ),
    Kind.ARCHIVE_GOES_ON: Bilingual(
        vi="Sau phần cuối của tệp nén, từ byte {byte}, có dữ liệu được thêm vào.",
        en="Behind the end of the archive, from byte {byte} on, something was added.",
    ),
    Kind.ARCHIVE_TOO_MANY: Bilingual(
        vi="Tệp nén có quá nhiều tệp; dừng kiểm tra tại byte {byte}.",
        en="The archive holds too many files; checking stopped at byte {byte}.",
    ),
    Kind.ARCHIVE_CHECKSUM: Bilingual(
        vi="Số kiểm tra mà tệp nén ghi cho tệp này đã bị thay đổi.",
        en="The archive's own checksum of this file was altered.",
    ),
    Kind.FILE_ALTERED: Bilingual(
        vi="Nội dung tệp đã bị thay đổi: không khớp bản kê.",
        en="The file was altered: it does not match the manifest.",
    ),
    Kind.FILE_MISSING: Bilingual(
        vi="Tệp có trong bản kê nhưng đã bị gỡ bỏ.",
        en="The manifest lists this file; it was removed.",
    ),
    Kind.FILE_NOT_REACHED: Bilingual(
        vi="Không kiểm tra được tệp này vì tệp nén hỏng ở phần trước đó.",
        en="This file could not be checked: the archive is broken before it.",
    ),
    Kind.FILE_ADDED: Bilingual(
        vi="Tệp không có trong bản kê: đã được thêm vào.",
        en="The manifest does not list this file: it was added.",
    ),
    Kind.FILE_TWICE: Bilingual(
        vi="Tệp xuất hiện hơn một lần.",
        en="The file stands in the archive more than once.",
    ),
    Kind.FILES_REORDERED: Bilingual(
        vi="Các tệp không theo thứ tự của bản kê.",
        en="The files are not in the order of the manifest.",
    ),
    Kind.FILE_UNREADABLE: Bilingual(
        vi="Tệp không đọc được, hoặc quá lớn.",
        en="The file cannot be read, or is too large.",
    ),
    Kind.EVENT_ALTERED: Bilingual(
        vi="Nội dung sự kiện đã bị thay đổi.",
        en="The event was altered.",
    ),
    Kind.EVENT_REMOVED: Bilingual(
        vi="Sự kiện đã bị gỡ bỏ.",
        en="The event was removed.",
    ),
    Kind.EVENT_ADDED: Bilingual(
        vi="Có sự kiện được thêm vào ở dòng {line}.",
        en="An event was added at line {line}.",
    ),
    Kind.EVENT_MOVED: Bilingual(
        vi="Sự kiện đã bị đổi chỗ: nay ở dòng {line}.",
        en="The event was moved: it now stands at line {line}.",
    ),
    Kind.EVENT_UNREADABLE: Bilingual(
        vi="Phiên bản này không đọc được sự kiện, hoặc sự kiện không tiếp nối các sự kiện "
        "trước; các số liệu của hồ sơ chưa được đối chiếu.",
        en="This version cannot read the event, or it does not follow from those before; "
        "the facts of the case were not compared.",
    ),
    Kind.EVENTS_CUT_OFF: Bilingual(
        vi="Phần cuối đã bị cắt: thiếu các sự kiện từ #{first} đến #{last}.",
        en="The end was cut off: events #{first} to #{last} are missing.",
    ),
    Kind.EVENT_LINK: Bilingual(
        vi="Sự kiện không nối tiếp sự kiện liền trước.",
        en="The event does not follow from the event before.",
    ),
    Kind.OTHER_CASE: Bilingual(
        vi="Nội dung thuộc hồ sơ khác: {found}, không phải {expected}.",
        en="It belongs to another case: {found}, not {expected}.",
    ),
    Kind.CHECKPOINT_NAMED: Bilingual(
        vi="Bản chốt sổ trong hồ sơ không phải bản chốt sổ nêu trong bản kê (số {number}): đã "
        "bị thay bằng bản chốt sổ khác.",
        en="The checkpoint in the dossier is not the one the manifest names (number "
        "{number}): another was put in its place.",
    ),
    Kind.CHECKPOINT_KEY: Bilingual(
        vi="Bản chốt sổ số {number} do khóa {key} ký; khóa này không thuộc các khóa được "
        "tin cậy, hoặc chữ ký không khớp.",
        en="Checkpoint {number} is signed by key {key}, which is not trusted, or its "
        "signature does not match.",
    ),
    Kind.CHECKPOINT_PROOF: Bilingual(
        vi="Bản chốt sổ số {number} không chứng minh được cho sự kiện #{version} của hồ sơ này.",
        en="Checkpoint {number} does not prove event #{version} of this case.",
    ),
    Kind.CHECKPOINT_EVENT: Bilingual(
        vi="Bản chốt sổ số {number} đã ký một nội dung khác: sự kiện này, hoặc một sự kiện "
        "trước nó, đã bị thay đổi, gỡ bỏ hoặc thay thế.",
        en="Checkpoint {number} signed something else: this event, or one before it, was "
        "altered, removed or replaced.",
    ),
    Kind.CHECKPOINT_CUT_OFF: Bilingual(
        vi="Phần cuối đã bị cắt: bản chốt sổ số {number} đã ký đến sự kiện #{version}, hồ "
        "sơ chỉ có đến #{last}.",
        en="The end was cut off: checkpoint {number} signed up to event #{version}, the "
        "dossier ends with #{last}.",
    ),
    Kind.CHECKPOINT_OLDER: Bilingual(
        vi="Hồ sơ dùng bản chốt sổ số {number}, trong khi lúc xuất đã có bản chốt sổ số "
        "{newer}: bản chốt sổ cũ hơn đã được đưa vào thay thế.",
        en="The dossier rests on checkpoint {number}, though checkpoint {newer} existed "
        "when it was exported: an older one was put in its place.",
    ),
    Kind.CHECKPOINT_FORKED: Bilingual(
        vi="Bản chốt sổ số {number} lưu bên ngoài khác với bản chốt sổ số {number} trong hồ sơ.",
        en="Checkpoint {number} kept outside is not checkpoint {number} of the dossier.",
    ),
    Kind.CHECKPOINTS_FAULTY: Bilingual(
        vi="Trong các bản chốt sổ lưu bên ngoài, bản chốt sổ số {number} có lỗi ({fault}).",
        en="Of the checkpoints kept outside, number {number} is faulty ({fault}).",
    ),
    Kind.STATE: Bilingual(
        vi="Tệp không khớp với các sự kiện: số liệu trong tệp khác với kết quả tính lại.",
        en="The file disagrees with the events: it does not say what they lead to.",
    ),
    Kind.ATTACHMENT_NAME: Bilingual(
        vi="Nội dung tệp đính kèm không đúng với mã sha256 trong tên, hoặc không sự kiện "
        "nào nêu tệp này.",
        en="The attachment is not what the sha256 in its name says, or no event names it.",
    ),
    Kind.ATTACHMENT_GONE: Bilingual(
        vi="Sự kiện nêu tệp đính kèm {sha256}, nhưng hồ sơ không có và bản kê không ghi là thiếu.",
        en="Events name attachment {sha256}; it is neither here nor listed as missing.",
    ),
}
