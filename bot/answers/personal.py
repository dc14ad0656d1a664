"""Where personal data stands in a text: mail and chat names, phone, account and identity numbers, addresses, links, known customers.

Amounts, percentages, dates and product codes are none: an answer without them is worth nothing. Where the two collide, as with a
number after "WhatsApp", the person comes first.
"""

import re
from collections.abc import Callable, Collection

TOKEN = re.compile(r"\[(?:email|link|account|id|phone|chat|address|customer|bracket)-[0-9]+\]")
"""What stands in for one masked piece, for example [email-1]."""

_AMOUNT_AFTER = re.compile(
    r"\s*(?:%|[$€£¥￥]|usd|eur|gbp|rmb|cny|jpy|pcs|pieces|units|tons?|kg|元|美元|欧元|个|件|台|吨|万|亿)", re.IGNORECASE
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_AMOUNT_BEFORE = re.compile(r"(?:[$€£¥￥]|usd|eur|gbp|rmb|cny|jpy|us\$)\s*$", re.IGNORECASE)


def find(text: str, customers: Collection[str] = ()) -> list[tuple[str, tuple[int, int]]]:
    """Kind and place of every piece, none overlapping another; where they would, the surer kind holds."""
    taken = bytearray(len(text))
    found = []
    for kind, pattern, holds in [*_KINDS[:3], *_customers(customers), *_KINDS[3:]]:
        for match in pattern.finditer(text):
            start, end = match.span("v") if "v" in pattern.groupindex else match.span()
            if start < end and not any(taken[start:end]) and holds(match):
                taken[start:end] = b"\x01" * (end - start)
                found.append((kind, (start, end)))
    return found


def _always(_: re.Match[str]) -> bool:
    return True


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_phone(match: re.Match[str]) -> bool:
    """7 to 15 digits that are no amount: "+12 000 000 USD" is one."""
    text, (start, end) = match.string, match.span("v")
    like_amount = re.fullmatch(r"\+?\d{1,3}(?: \d{3})+|\d+", match["v"])
    amount = like_amount and (_AMOUNT_AFTER.match(text, end) or _AMOUNT_BEFORE.search(text[:start][-6:]))
    return 7 <= len(_digits(match["v"])) <= 15 and not (amount and not _MOBILE.fullmatch(match["v"]))


def _is_card(match: re.Match[str]) -> bool:
    """Passes the check digit that all bank cards have."""
    digits = [int(digit) for digit in reversed(_digits(match.group()))]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return len(digits) in (15, 16, 17, 18, 19) and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _is_iban(match: re.Match[str]) -> bool:
    """Passes the check of two letters and two digits that all IBANs have."""
    plain = re.sub(r"\W", "", match.group()).upper()
    number = "".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])
    return 15 <= len(plain) <= 34 and int(number) % 97 == 1


def _is_contact(match: re.Match[str]) -> bool:
    """A name after "WeChat:" is one when it looks made up or nothing follows it; "WeChat: price too high" is a message."""
    made_up = re.search(r"[\d_@]|[a-z-][A-Z]|-", match["v"]) is not None
    ends = re.match(r"\s*(?:$|[\n,;.)。，；）])", match.string[match.end("v") :]) is not None
    return made_up or (bool(match["sure"]) and ends)


def _customers(names: Collection[str]) -> list[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]]]:
    known = sorted({" ".join(name.split()) for name in names if len(name.strip()) >= 2}, key=lambda name: (-len(name), name))
    if not known:
        return []
    either = "|".join(_whole_word(name) for name in known)
    return [("customer", re.compile(either, re.IGNORECASE), _always)]


def _whole_word(name: str) -> str:
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    latin = r"[A-Za-z0-9À-ÿ]"
    before = f"(?<!{latin})" if re.match(latin, name) else ""
    after = f"(?!{latin})" if re.search(f"{latin}$", name) else ""
    return before + pattern + after


_NO_MORE = r"(?![A-Za-z\d]|[-./:]\d)"
_MARK = r"\s*(?:[:：=#]|号码?|is\b|是|为|no\.?|number|id)?\s*[:：]?\s*"
_KINDS: list[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]]] = [
    ("bracket", TOKEN, _always),  # what already looks like a token of ours must not be taken for one
    (
        "link",
        re.compile(r"(?:https?|ftp)://[^\s<>\"'，。；！？、）】」》]+|(?<![a-z\d])www\.[^\s<>\"'，。；！？、）】」》]+", re.IGNORECASE),
        _always,
    ),
    ("email", re.compile(r"(?<![\wÀ-ɏ.+-])[\wÀ-ɏ.+-]{1,64}[@＠][\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII), _always),
    (
        "address",
        re.compile(
            r"(?:\b(?:address|addr)|地址|住址)\s*[:：]\s*(?P<v>[^\n;；。]{5,160}?)(?=[\n;；。]|\.\s+(?-i:[A-Z][a-z]+ [a-z])|\.?\s*$)",
            re.IGNORECASE,
        ),
        _always,
    ),
    ("account", re.compile(r"(?<![A-Za-z\d])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?(?![A-Za-z\d])"), _is_iban),
    (
        "account",
        re.compile(
            r"(?:\b(?:iban|account|acct|a/c|card)|账[户号]|帐[户号]|卡号|银行卡)"
            + _MARK
            + r"(?P<v>(?:[A-Z]{2})?\d(?:[ -]?[A-Z0-9]){5,33})(?![A-Za-z\d])",
            re.IGNORECASE,
        ),
        lambda match: len(_digits(match["v"])) >= 6,
    ),
    (
        "id",
        re.compile(r"(?<![A-Za-z\d])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![A-Za-z\d])"),
        _always,
    ),
    ("id", re.compile(r"(?<![A-Za-z\d-])\d{3}-\d{2}-\d{4}(?![A-Za-z\d-])"), _always),
    (
        "id",
        re.compile(
            r"(?:\bpassport|\bid card|\bnational id|\bssn|护照|身份证|证件)" + _MARK + r"(?P<v>[A-Z]{0,3}\d[\dA-Z-]{5,20})(?![A-Z\d])",
            re.IGNORECASE,
        ),
        _always,
    ),
    ("account", re.compile(r"(?<![A-Za-z\d.,/-])\d(?:[ -]?\d){14,18}(?![A-Za-z\d/]|[-.,]\d)"), _is_card),
    (
        "chat",
        re.compile(
            r"(?:wechat|weixin|微信|whats\s?app|\bqq|\bwx|\bvx|telegram|skype|\bline(?=\s*(?:id|:)))"
            r"(?P<sure>\s*(?:[:：=]|号码?|id\b|是)\s*[:：]?)?\s*(?P<v>[+@]?[A-Za-z0-9][A-Za-z0-9_.@-]{3,}[A-Za-z0-9_])",
            re.IGNORECASE,
        ),
        _is_contact,
    ),
    ("phone", re.compile(rf"(?<![A-Za-z\d.-])(?P<v>(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}){_NO_MORE}"), _is_phone),
    ("phone", re.compile(rf"(?<![A-Za-z\d.])(?P<v>(?:\+|00)\(?[1-9]\d{{0,2}}\)?(?:[ \-.()]{{0,2}}\d){{6,13}}){_NO_MORE}"), _is_phone),
    (
        "phone",
        re.compile(
            r"(?<![A-Za-z\d.-])(?P<v>\(?0\d{2,4}\)?[ -]\d{6,8}|\(\d{3}\) ?\d{3}-\d{4}|\d{3}[-.]\d{3}[-.]\d{4})" + _NO_MORE,
        ),
        _is_phone,
    ),
    (
        "phone",
        re.compile(
            r"(?:\b(?:tel|phone|mobile|cell|call|fax|ring|whats\s?app|hotline)|手机|电话|热线|传真|致电|微信)(?:\s*号码?)?"
            r"(?:\s*(?:(?:is|at|me|him|her|us|on|no|number)\b|[:：.#])){0,4}\s*(?P<v>\+?\(?\d(?:[ \-.()]{0,2}\d){6,14})" + _NO_MORE,
            re.IGNORECASE,
        ),
        _is_phone,
    ),
]
"""Kind, where it stands (the group "v", else all), and a check that the pattern cannot make. Order is priority."""
