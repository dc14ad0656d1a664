"""What could not be read in a file of deals, said in English and Chinese. Knows no file and no format."""

from dataclasses import dataclass

_SHOWN = 200
"""Characters of a row that are shown beside the reason."""

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
    "wrong-bytes": (
        "some characters of this line are not in the encoding of the rest ({encoding}); they were read as {other}",
        "本行有些字符与其余部分的编码（{encoding}）不同；已按 {other} 读取",
    ),
    "lost-bytes": ("some characters of this line could not be read", "本行有些字符无法识别"),
}
"""The deal is in; only what the sentence says was left out or decided."""

_SKIPPED: dict[str, tuple[str, str]] = {
    "no-file": ("the file cannot be opened: {why}", "无法打开文件：{why}"),
    "too-large": ("the file is larger than {limit} MB; split it into several files", "文件超过 {limit} MB；请拆成几个文件"),
    "workbook": ("this is an Excel workbook; save it as CSV UTF-8 and import that", "这是 Excel 工作簿；请另存为 CSV UTF-8 后再导入"),
    "not-text": ("this is not a text file; export the deals as CSV or JSONL", "这不是文本文件；请把单子导出为 CSV 或 JSONL"),
    "empty": ("the file holds no rows", "文件中没有任何数据行"),
    "json-list": (
        "this is one JSON list; write one deal a line, without the brackets around them",
        "这是一个 JSON 列表；请每行写一笔单子，去掉外层方括号",
    ),
    "no-header": (
        "no line with column names was found; needed are a customer (or deal name) and a stage or outcome",
        "没有找到列名所在的行；至少需要客户（或单子名称）和阶段或结果",
    ),
    "no-customer-column": (
        "no column for the customer or the deal's name was found among: {columns}",
        "在这些列中没有找到客户或单子名称：{columns}",
    ),
    "no-outcome-column": ("no column for the stage or outcome was found among: {columns}", "在这些列中没有找到阶段或结果：{columns}"),
    "not-json": ("this line is not valid JSON: {why}", "本行不是有效的 JSON：{why}"),
    "not-object": ("this line is not a JSON object with named fields", "本行不是带字段名的 JSON 对象"),
    "odd-field": ('"{field}" is neither a text nor a number', "“{field}”既不是文字也不是数字"),
    "no-id": ('"id" is missing', "缺少编号（id）"),
    "long-id": ('"id" is longer than {limit} characters', "编号（id）超过 {limit} 个字符"),
    "no-customer": ("the customer is missing", "缺少客户"),
    "no-outcome": ("the outcome is missing: won, lost or parked", "缺少结果：won（赢）、lost（输）或 parked（搁置）"),
    "outcome": ('the outcome "{value}" is not won, lost or parked', "结果“{value}”不是 won（赢）、lost（输）或 parked（搁置）"),
    "visibility": (
        'the visibility "{value}" is not everyone, team:NAME or private:REP; the deal was left out so that nobody sees it by mistake',
        "可见范围“{value}”不是 everyone、team:团队 或 private:销售；为免误让他人看到，这笔单子未导入",
    ),
    "long-row": (
        "has {found} cells instead of {wanted}: probably a text with a separator in it that does not stand in quotation marks",
        "有 {found} 格（应为 {wanted} 格）：可能有一段含分隔符的文字没有加引号",
    ),
    "open-quote": ("a quotation mark in this line is never closed", "本行有一个引号没有闭合"),
    "stage": (
        'the stage "{value}" is not known as won, lost or parked; its rows ({rows}) were counted as still open',
        "阶段“{value}”不属于已知的赢、输或搁置；其 {rows} 行按“进行中”计",
    ),
}
"""The row (line 0: the file) was left out."""


@dataclass(frozen=True)
class Fault:
    """One thing that could not be read: the line in the file (from 1; 0 is the file as a whole) and why."""

    line: int
    reason: str
    text: str = ""
    """How the row begins."""
    kept: bool = False
    """True when the deal is in all the same and only what the reason says was left out."""
    reason_zh: str = ""

    def reason_in(self, lang: str) -> str:
        """The reason in Chinese for "zh", else in English."""
        return self.reason_zh if lang == "zh" and self.reason_zh else self.reason


def kept(line: int, name: str, text: str = "", **values: object) -> Fault:
    """A warning: the deal is in."""
    return _say(_KEPT[name], line, text, values, kept=True)


def skipped(line: int, name: str, text: str = "", **values: object) -> Fault:
    """A row, or a whole file, that was left out."""
    return _say(_SKIPPED[name], line, text, values, kept=False)


def _say(sentences: tuple[str, str], line: int, text: str, values: dict[str, object], *, kept: bool) -> Fault:
    short = {name: _shorten(str(value), 80) for name, value in values.items()}
    en, zh = (sentence.format(**short) for sentence in sentences)
    return Fault(line, en, _shorten(text, _SHOWN), kept, zh)


def _shorten(text: str, limit: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
