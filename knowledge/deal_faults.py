"""What could not be read in the rows of a file of deals, said in English and Chinese. Knows no file and no format."""

from knowledge.file_faults import KEPT, SKIPPED, Fault, say

__all__ = ["Fault", "kept", "skipped"]

_KEPT: dict[str, tuple[str, str]] = {
    "cause": (
        'the cause "{value}" is not a known topic; the deal was kept without a cause',
        "原因“{value}”不是已知主题；这笔单子已保留，但没有原因",
    ),
    "date": (
        'the date "{value}" in "{field}" cannot be read; the deal was kept without it',
        "“{field}”中的日期“{value}”无法识别；这笔单子已保留，但没有该日期",
    ),
    "date-unclear": (
        'the date "{value}" in "{field}" can be read two ways; write it as 2026-03-05. The deal was kept without it',
        "“{field}”中的日期“{value}”有两种读法；请写成 2026-03-05。这笔单子已保留，但没有该日期",
    ),
    "amount": (
        'the amount "{value}" cannot be read; the deal was kept without it',
        "金额“{value}”无法识别；这笔单子已保留，但没有金额",
    ),
    "currency": (
        'the currency "{value}" is not a three-letter code or a known sign; the deal was kept without it',
        "货币“{value}”不是三位代码，也不是已知符号；这笔单子已保留，但没有货币",
    ),
    "lang": (
        'the language "{value}" is not a code such as en or zh; it was read from the text',
        "语言“{value}”不是 en、zh 这样的代码；已根据文字判断",
    ),
    "not-text": (
        '"{field}" is not a text or a number; the deal was kept without it',
        "“{field}”不是文字或数字；这笔单子已保留，但没有该项",
    ),
    "too-long": (
        '"{field}" is longer than {limit} characters; the rest was left out',
        "“{field}”超过 {limit} 个字符；多出的部分已略去",
    ),
    "twice": (
        'the id "{id}" stands in line {first} too; the later one was kept',
        "编号“{id}”在第 {first} 行已出现；保留了后一条",
    ),
    "same-row": ("the same row stands in line {first}; one was kept", "与第 {first} 行完全相同；保留了一条"),
    "short-row": ("has {found} of {wanted} cells; the missing ones were left empty", "只有 {found} 格（应为 {wanted} 格）；缺少的留空"),
    "deal-name": (
        "has no company; the deal's name was taken as the customer",
        "没有公司名称；已用单子的名称作为客户",
    ),
    "spoiled-id": (
        'the id "{value}" was rounded by a spreadsheet; another one was made from customer, name and date',
        "编号“{value}”已被表格软件取整；已用客户、名称和日期另生成编号",
    ),
    "dates-unclear": (
        'the dates in "{field}" can be read two ways; they were read as {order}, so "{value}" is {date}',
        "“{field}”列的日期有两种读法；已按{order}读取，即“{value}”为 {date}",
    ),
    "dates-mixed": (
        'the dates in "{field}" are partly day first and partly month first; where both are possible they were read as {order}',
        "“{field}”列的日期有的日在前、有的月在前；两种都可能时按{order}读取",
    ),
    "amounts-unclear": (
        'the amounts in "{field}" can be read two ways; "{value}" was read as {amount}',
        "“{field}”列的金额有两种读法；“{value}”已读作 {amount}",
    ),
}
"""The deal is in; only what the sentence says was left out or decided."""

_SKIPPED: dict[str, tuple[str, str]] = {
    "no-header": (
        "no line with column names was found; needed are a customer (or deal name) and a stage or outcome",
        "没有找到列名所在的行；至少需要客户（或单子名称）和阶段或结果",
    ),
    "no-customer-column": (
        "no column for the customer or the deal's name was found among: {columns}",
        "在这些列中没有找到客户或单子名称：{columns}",
    ),
    "no-outcome-column": ("no column for the stage or outcome was found among: {columns}", "在这些列中没有找到阶段或结果：{columns}"),
    "no-outcome": ("the outcome is missing: won, lost or parked", "缺少结果：won（赢）、lost（输）或 parked（搁置）"),
    "outcome": ('the outcome "{value}" is not won, lost or parked', "结果“{value}”不是 won（赢）、lost（输）或 parked（搁置）"),
    "visibility": (
        'the visibility "{value}" is not everyone, team:NAME or private:REP; the deal was left out so that nobody sees it by mistake',
        "可见范围“{value}”不是 everyone、team:团队 或 private:销售；为免误让他人看到，这笔单子未导入",
    ),
    "stage": (
        'the stage "{value}" is not known as won, lost or parked; its rows ({rows}) were counted as still open',
        "阶段“{value}”不属于已知的赢、输或搁置；其 {rows} 行按“进行中”计",
    ),
}
"""The row (line 0: the file) was left out."""


def kept(line: int, name: str, text: str = "", **values: object) -> Fault:
    """A warning: the deal is in."""
    return say({**KEPT, **_KEPT}[name], line, text, values, kept=True)


def skipped(line: int, name: str, text: str = "", **values: object) -> Fault:
    """A row, or a whole file, that was left out."""
    return say({**SKIPPED, **_SKIPPED}[name], line, text, values, kept=False)
