"""What is wrong with a row of promises that a team brings along, said in English and Chinese."""

from knowledge.file_faults import SKIPPED, Fault, say

_ROWS: dict[str, tuple[str, str]] = {
    "no-header": (
        "no line with column names was found; needed are id, owner, customer, what, direction and due",
        "没有找到列名所在的行；需要 id、owner、customer、what、direction 和 due",
    ),
    "no-column": ("there is no column for: {columns}", "缺少以下列：{columns}"),
    "no-owner": ("the owner is missing", "缺少负责人（owner）"),
    "owner": ('the owner "{value}" is not a Slack user id such as U012AB3CD', "负责人“{value}”不是 U012AB3CD 这样的 Slack 用户 ID"),
    "no-what": ("what was promised is missing", "缺少承诺内容（what）"),
    "no-direction": ('the direction is missing: "ours" or "theirs"', "缺少方向（direction）：ours（我方）或 theirs（对方）"),
    "direction": ('the direction "{value}" is neither "ours" nor "theirs"', "方向“{value}”既不是 ours（我方）也不是 theirs（对方）"),
    "no-due": ("the due date is missing", "缺少到期时间（due）"),
    "due": (
        'the due date "{value}" cannot be read; write it as 2027-03-05T17:00+01:00',
        "到期时间“{value}”无法识别；请写成 2027-03-05T17:00+08:00",
    ),
    "due-offset": (
        'the due date "{value}" has no offset from UTC; write it as 2027-03-05T17:00+01:00, or name the time zone in a column "tz"',
        "到期时间“{value}”没有时区偏移；请写成 2027-03-05T17:00+08:00，或在 tz 列写明时区",
    ),
    "due-range": (
        'the due date "{value}" is not between the years {first} and {last}',
        "到期时间“{value}”不在 {first} 年到 {last} 年之间",
    ),
    "due-zone": (
        'no time zone is known with the offset of "{value}"; name it in a column "tz"',
        "没有与“{value}”的偏移相符的时区；请在 tz 列写明时区",
    ),
    "tz": ('the time zone "{value}" is not known; write it as Europe/Berlin', "时区“{value}”不存在；请写成 Asia/Shanghai"),
    "too-long": ('"{field}" is longer than {limit} characters', "“{field}”超过 {limit} 个字符"),
    "twice": (
        'the id "{id}" stands in line {first} too, with other values; that line counts',
        "编号“{id}”在第 {first} 行已出现且内容不同；以那一行为准",
    ),
}


def left_out(line: int, name: str, text: str = "", **values: object) -> Fault:
    """A row that was not imported, or with line 0 a whole file."""
    return say({**SKIPPED, **_ROWS}[name], line, text, values, kept=False)
