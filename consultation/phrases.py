"""What replies say: the vocabulary the rubric reads by, Vietnamese and English.

Written as people write; compared without case and diacritics. A phrase alone never decides:
the rubric asks what else its sentence, and the reply, say.
"""

from consultation.plaintext import fold, words_of


def _phrases(*written: str) -> tuple[str, ...]:
    return tuple(words_of(fold(phrase)) for line in written for phrase in line.split(" | "))


_AGREE = "thống nhất | nhất trí | đồng ý | tán thành | ủng hộ | đồng tình | chấp thuận | chấp nhận"

VOCABULARY: dict[str, tuple[str, ...]] = {
    "agree": _phrases(
        _AGREE,
        "agree | agrees | agreed | support | supports | accept | accepts | approve | approves",
        "concur | concurs | endorse | endorses | no objection | no objections",
    ),
    "disagree": _phrases(
        *(
            f"{no} {yes}"
            for no in ("không", "chưa", "không thể", "chưa thể")
            for yes in _AGREE.split(" | ")
        ),
        "đề nghị không | đề nghị chưa | đề nghị dừng | đề nghị bãi bỏ | đề nghị hủy bỏ",
        "phản đối | bác bỏ | không hoàn toàn đồng ý | không hoàn toàn nhất trí | không phù hợp",
        "not agree | not support | not accept | not approve | cannot agree | cannot support",
        "cannot accept | disagree | disagrees | object to | objects to | oppose | opposes",
    ),
    "whole_agreement": _phrases(
        "đồng ý toàn bộ | thống nhất toàn bộ | nhất trí toàn bộ | hoàn toàn nhất trí với dự thảo",
        "agree with the whole | agrees with the whole",
    ),
    "propose": _phrases(
        "đề nghị | kiến nghị | đề xuất | yêu cầu sửa | cần sửa | cần bổ sung | phải sửa | nên sửa",
        "propose | proposes | recommend | recommends | suggest | suggests | please | should read",
        "should be | amend | reword | delete",
    ),
    "judge": _phrases(
        "phù hợp | khả thi | đáp ứng | bảo đảm được",
        "xác nhận | đúng với | đúng thẩm quyền | đủ điều kiện",
        "feasible | sufficient | adequate | correct | confirm | confirms | consistent with",
    ),
    "reason": _phrases(
        "lý do | vì vậy | vì thế | bởi vì | do đó | cụ thể là | trên cơ sở tính toán",
        "because | since | the reason | therefore",
    ),
    "general": _phrases(
        "cơ bản thống nhất | cơ bản nhất trí | cơ bản đồng tình | cơ bản đồng ý | cơ bản phù hợp",
        "về cơ bản thống nhất | nhìn chung phù hợp | nhìn chung thống nhất | thống nhất cao",
        "thống nhất chủ trương | đồng tình với chủ trương | theo đề xuất của cấp trên",
        "theo quy định hiện hành | theo đúng quy định",
        "quy định hiện hành | quy định của pháp luật",
        "các quy định có liên quan | đúng các quy định | hoàn thiện theo quy định",
        "thực hiện theo quy định | pháp luật hiện hành | cho phù hợp",
        "phương án phù hợp | phù hợp nhất",
        "thận trọng, toàn diện | điều kiện thực tế | tình hình thực tế | nhu cầu thực tế",
        "tiếp tục nghiên cứu | nghiên cứu, hoàn thiện | rà soát, hoàn chỉnh | rà soát, hoàn thiện",
        "công khai, minh bạch | tiết kiệm, hiệu quả | đồng bộ, khả thi | trọng tâm, trọng điểm",
        "hài hòa lợi ích | góp phần | thể hiện sự quan tâm | phối hợp chặt chẽ | quan tâm hơn nữa",
        "không có ý kiến gì thêm | không có ý kiến khác",
        "không có ý kiến gì khác | không có ý kiến",
        "generally agree | generally agrees | basically agree | agree in principle",
        "applicable regulations | current regulations | appropriate manner | suitable time",
        "step by step | no comment | no comments | many factors",
    ),
    "delay": _phrases(
        "cần thêm thời gian | xin thêm thời gian | đang nghiên cứu",
        "sẽ có ý kiến sau | xem xét sau",
        "có ý kiến sau | trả lời sau | khi đủ điều kiện | khi có điều kiện | khi cần thiết",
        "vào thời điểm thích hợp | phát biểu cụ thể tại cuộc họp | tham gia ý kiến tại cuộc họp",
        "in due course | at a later stage | need more time | needs more time | at this stage",
        "revert later | when conditions allow",
    ),
    "wait": _phrases(
        "chờ ý kiến chỉ đạo | chờ chỉ đạo | khi có chỉ đạo | sau khi có chỉ đạo | chờ ý kiến của",
        "xin ý kiến cấp trên | chờ hướng dẫn | khi có hướng dẫn | sau khi có hướng dẫn",
        "chờ văn bản hướng dẫn | chờ cấp có thẩm quyền | chờ ý kiến cấp trên",
        "await instructions | awaiting instructions | pending guidance | awaiting guidance",
        "await the direction | subject to the direction of",
    ),
    "withheld": _phrases(
        "chưa đủ cơ sở | chưa có cơ sở | không đủ cơ sở | khó có thể khẳng định | bảo lưu ý kiến",
        "ghi nhận để tham khảo | tự rà soát | như ý kiến tại công văn | đã có ý kiến tại công văn",
        "trước hết đề nghị cơ quan chủ trì | lấy ý kiến rộng rãi | nhiều ý kiến trái chiều",
        "not in a position to comment | unable to comment | take note of | reserve our opinion",
    ),
    "papers": _phrases(
        "gửi lại đầy đủ hồ sơ | bổ sung đầy đủ hồ sơ | cung cấp đầy đủ hồ sơ | gửi đầy đủ hồ sơ",
        "bổ sung hồ sơ | hoàn thiện hồ sơ gửi lại",
        "bổ sung tài liệu liên quan | tài liệu cần thiết",
        "the complete file | the full file | further documents | additional documents",
    ),
    "refer": _phrases(
        "không thuộc chức năng | không thuộc thẩm quyền",
        "không thuộc phạm vi | không thuộc nhiệm vụ",
        "lấy ý kiến sở | lấy ý kiến của sở | xin ý kiến sở",
        "hỏi bộ | xin ý kiến bộ | xin ý kiến của sở",
        "liên hệ sở | liên hệ cơ quan | đơn vị liên hệ | trao đổi với sở | thống nhất với sở",
        "đề nghị sở | đề nghị văn phòng | đề nghị công an | thống nhất với công an",
        "thuộc phạm vi quản lý của | thuộc trách nhiệm của | trách nhiệm xác định thuộc",
        "thuộc về cơ quan chủ trì | thuộc thẩm quyền của | thuộc chức năng nhiệm vụ của",
        "tự đánh giá và tự chịu trách nhiệm | là nơi có câu trả lời | không nắm cụ thể",
        "không đủ chuyên môn | làm việc trực tiếp với | theo ý kiến của sở",
        "should be put to | should be referred to | it is for each",
        "take the lead | please consult the",
        "not within our mandate | outside our mandate",
        "not our responsibility | kindly contact the",
    ),
}


def said(words: str) -> dict[str, tuple[str, ...]]:
    """The part of the vocabulary that occurs in a text at all."""
    return {
        sense: tuple(phrase for phrase in listed if phrase in words)
        for sense, listed in VOCABULARY.items()
    }
