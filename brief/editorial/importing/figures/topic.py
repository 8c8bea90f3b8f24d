"""Find the name of a figure where a particle or a verb directly before it ends the name."""

from __future__ import annotations

import re

_TOPIC = {
    "zh": re.compile(
        r"(?P<name>[^，。、；：\s\d（）]{2,12}?)(?:平均)?(?P<verb>达到|达|为|是|達到|達|為|增長|超過|增至|升至|降至|超过|增长|上升|下降|占比)?约?$"
    ),
    "ja": re.compile(
        r"(?P<name>[^、。；：\s\d（）]{2,12})(?:は|が)、?"
        r"(?:前(?:年|月|期|年度)(?:同(?:期|月))?比(?:で)?)?(?:平均|約)?$"
    ),
    "th": re.compile(
        r"(?:^|\s)(?P<name>[^\s\d]{3,30}?)(?:เพิ่มขึ้น|ลดลง|อยู่ที่|มีมูลค่า|คิดเป็น|สูงถึง|สัดส่วน)(?:เป็น|ร้อยละ)?\s*$"
    ),
    "ko": re.compile(r"(?P<name>[^\d,.;:()]{2,25}?)(?:은|는|이|가)\s(?:평균\s|약\s)?$"),
}
_JA_TIME = re.compile(
    r"^(?:年度|年|月|日|上半期|下半期|上期|下期|四半期|前三季度|上半年|下半年|季度|の|は|に|、)+"
)
_SPAN_OF_TIME = re.compile(
    r"[前今去上下本同]?[一二三四五六七八九十]*(?:年度|年|個月|个月|月|季度|季|日|期)+"
)
_KO_TIME = re.compile(
    r"^(?:(?:년|월|분기)\s+)*(?:\S+(?:은|는)\s)?(?:지난달|이달|올해|지난해|작년|이번\s달|최근)?\s*(?=\S)"
)


def find_topic(before: str, language: str, pronouns: frozenset[str]) -> str:
    """Return the name at the end of a text, before a topic marker or a verb; "" without one."""
    found = _TOPIC["zh" if language.startswith("zh") else language.partition("-")[0]].search(before)
    if found is None or ("verb" in found.groupdict() and found["verb"] is None):
        return ""
    name, start = found["name"], found.start("name")
    if before[:start][-1:].isdigit():  # in "2026年上半期の輸出額" the name is after the time
        name = _JA_TIME.sub("", name)
    name = _KO_TIME.sub("", name)
    name = re.split(r"^(?:지난해|올해|昨年|今年|去年)\s*|で(?=.)", name)[-1]
    name = name.removesuffix("平均").strip()
    counter = re.search(r"\d+$", before[:start])
    if counter and name.startswith(("대 ", "세 ", "인 ")):  # 20대 비중
        name = counter[0] + name
    if _SPAN_OF_TIME.fullmatch(name):
        return ""
    if any(name.startswith(word) for word in pronouns):
        return ""
    return f"{name}占比" if found.groupdict().get("verb") == "占比" else name
