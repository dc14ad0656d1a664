"""What could not be read in a file of records, said in English and Chinese. Knows no file and no format, nor what the records are."""

from collections.abc import Mapping
from dataclasses import dataclass

_SHOWN = 200
"""Characters of a row that are shown beside the reason."""

KEPT: dict[str, tuple[str, str]] = {
    "wrong-bytes": (
        "some characters of this line are not in the encoding of the rest ({encoding}); they were read as {other}",
        "本行有些字符与其余部分的编码（{encoding}）不同；已按 {other} 读取",
    ),
    "lost-bytes": ("some characters of this line could not be read", "本行有些字符无法识别"),
}
"""The record is in; only what the sentence says was left out or decided."""

SKIPPED: dict[str, tuple[str, str]] = {
    "no-file": ("the file cannot be opened: {why}", "无法打开文件：{why}"),
    "too-large": ("the file is larger than {limit} MB; split it into several files", "文件超过 {limit} MB；请拆成几个文件"),
    "workbook": ("this is an Excel workbook; save it as CSV UTF-8 and import that", "这是 Excel 工作簿；请另存为 CSV UTF-8 后再导入"),
    "not-text": ("this is not a text file; export the table as CSV or JSONL", "这不是文本文件；请导出为 CSV 或 JSONL"),
    "empty": ("the file holds no rows", "文件中没有任何数据行"),
    "json-list": (
        "this is one JSON list; write one object a line, without the brackets around them",
        "这是一个 JSON 列表；请每行写一个对象，去掉外层方括号",
    ),
    "not-json": ("this line is not valid JSON: {why}", "本行不是有效的 JSON：{why}"),
    "not-object": ("this line is not a JSON object with named fields", "本行不是带字段名的 JSON 对象"),
    "odd-field": ('"{field}" is neither a text nor a number', "“{field}”既不是文字也不是数字"),
    "no-id": ('"id" is missing', "缺少编号（id）"),
    "long-id": ('"id" is longer than {limit} characters', "编号（id）超过 {limit} 个字符"),
    "no-customer": ("the customer is missing", "缺少客户"),
    "long-row": (
        "has {found} cells instead of {wanted}: probably a text with a separator in it that does not stand in quotation marks",
        "有 {found} 格（应为 {wanted} 格）：可能有一段含分隔符的文字没有加引号",
    ),
    "open-quote": ("a quotation mark in this line is never closed", "本行有一个引号没有闭合"),
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
    """True when the record is in all the same and only what the reason says was left out."""
    reason_zh: str = ""

    def reason_in(self, lang: str) -> str:
        """The reason in Chinese for "zh", else in English."""
        return self.reason_zh if lang == "zh" and self.reason_zh else self.reason


def kept(line: int, name: str, text: str = "", **values: object) -> Fault:
    """A warning: the record is in."""
    return say(KEPT[name], line, text, values, kept=True)


def skipped(line: int, name: str, text: str = "", **values: object) -> Fault:
    """A row, or a whole file, that was left out."""
    return say(SKIPPED[name], line, text, values, kept=False)


def say(sentences: tuple[str, str], line: int, text: str, values: Mapping[str, object], *, kept: bool) -> Fault:
    """A fault from its English and Chinese sentence and the values in them."""
    short = {name: _shorten(str(value), 80) for name, value in values.items()}
    en, zh = (sentence.format(**short) for sentence in sentences)
    return Fault(line, en, _shorten(text, _SHOWN), kept, zh)


def _shorten(text: str, limit: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
