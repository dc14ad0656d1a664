"""Amounts of money as exports write them: 1,234.56, 1.234,56, 1 234,56, ¥12万, USD 12,000, 1,2 Mio. €. Knows no rows and no fields."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

_NUMBER = re.compile(r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?(?!\d)|(?:^|(?<=\s))[.,]\d+|\d[\d.,]*")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d{1,2}")
_LONGEST = 80
_EXCESS = Decimal(10) ** 15
"""Nothing a team sells costs this much; it is a phone number or an id."""
_FACTORS: tuple[tuple[str, int], ...] = (
    (r"百万|(?:mio|mln|mn|mm|millions?|millionen|millón|millones|m)(?![a-zà-ž])", 10**6),
    ("千万", 10**7),
    ("[亿億]", 10**8),
    ("[万萬]", 10**4),
    (r"千|(?:k|tsd|tausend|thousand)(?![a-zà-ž])", 10**3),
    (r"(?:bn|mrd|milliarden)(?![a-zà-ž])", 10**9),
)
_TWO_FACTORS = re.compile(r"(?:mil|billion|billones)(?![a-zà-ž])", re.IGNORECASE)
"""Words that stand for different factors in different languages: a thousand in Spanish, a million in English chat."""
_SIGNS: tuple[tuple[str, str], ...] = (
    (r"us\$|us dollars?|美元|美金", "USD"),
    (r"hk\$|港[元币幣]", "HKD"),
    (r"nt\$|[新台]台?[币幣]", "TWD"),
    (r"(?:ca|c)\$|加元", "CAD"),
    (r"(?:au|a)\$|澳元", "AUD"),
    (r"(?:sg|s)\$|新加坡元", "SGD"),
    (r"mx\$", "MXN"),
    (r"r\$|reais", "BRL"),
    (r"rmb|人民币|cn¥", "CNY"),
    (r"jp¥|日[元圆圓]|[円]", "JPY"),
    (r"€|欧元|\beuros?\b", "EUR"),
    (r"£|英镑|\bpounds?\b", "GBP"),
    (r"₹|\brs\.?(?=\s|$)", "INR"),
    ("₩|韩元|원", "KRW"),
    ("₽|卢布|\bруб", "RUB"),
    ("₺", "TRY"),
    ("zł", "PLN"),
    ("kč", "CZK"),
    (r"₫", "VND"),
    (r"฿", "THB"),
    (r"₱", "PHP"),
    (r"₴", "UAH"),
    (r"\bsfr\.?|\bfr\.", "CHF"),
    (r"\$", "USD"),
    (r"¥|[元圆]", "CNY"),
)
"""In order: what stands first wins, so that "HK$" is not read as "$". A bare ¥ is taken for yuan: ours is a Chinese trade team's file."""
_KNOWN_CODES = (
    "AED ARS AUD BDT BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP GHS HKD HUF IDR ILS INR ISK JOD JPY KES KRW KWD KZT LKR MAD MXN "
    "MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD TZS UAH USD UYU UZS VND XAF XOF ZAR"
)
_CODES = frozenset(_KNOWN_CODES.split())
_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z])")
_COMMON = frozenset({"USD", "EUR", "CNY", "GBP"})
"""Codes read in small letters too; "try" and "mad" are words first."""


def judge_amounts(values: Iterable[str], hint: str) -> tuple[str, str]:
    """The decimal mark ("." or ",") that a column's own values show, and "".

    When none shows it the mark is "": 12.500 and 12,500 are then thousands, since money with three decimals is rare. Should `hint`,
    the mark that the rest of the file suggests, say otherwise, a value of which that is true comes with it.
    """
    votes = {".": 0, ",": 0}
    example = ""
    for text in values:
        if len(text) > _LONGEST:
            continue
        match = _NUMBER.search(_plain(text))
        digits = _digits(match[0]) if match else ""
        if mark := _own_mark(digits):
            votes[mark] += 1
        elif hint in digits:
            example = example or text
    if votes["."] == votes[","]:
        return "", "" if votes["."] else example
    return ("." if votes["."] > votes[","] else ","), ""


def read_amount(text: str, mark: str = "", unit: str = "") -> tuple[Decimal | None, str]:
    """The amount and its currency ("" when none is named). The amount is None when there is not exactly one number.

    `mark` is the column's decimal mark; a value that allows only one reading is read that way whatever the column does.
    `unit` is what the column's name says of bare numbers: "USD", "万元".
    """
    if len(text) > _LONGEST:
        return None, ""
    text = _plain(text)
    if not re.search(r"[^\d.,'’ +-]", text):
        text = f"{text} {unit}"
    if _SCIENTIFIC.fullmatch(text.strip()):
        return _bounded(Decimal(text.strip().replace(",", "."))), ""
    numbers = list(_NUMBER.finditer(text))
    if len(numbers) != 1:
        return None, read_currency(text)
    match = numbers[0]
    before, after = text[: match.start()].strip(), text[match.end() :].strip()
    amount = _read_digits(_digits(match[0]), mark)
    if amount is None or _TWO_FACTORS.match(after):
        return None, read_currency(text)
    amount *= next((factor for pattern, factor in _FACTORS if re.match(pattern, after, re.IGNORECASE)), 1)
    negative = bool(re.search(r"[-−(]\s*\D{0,4}$", before)) or after.startswith("-")
    return _bounded(-amount if negative else amount), read_currency(f"{before} {after}")


def read_currency(text: str) -> str:
    """A three-letter code from a code, a sign or a word; "" when there is none."""
    text = _plain(text)
    for match in _WORD.finditer(text):
        word, code = match[0], match[0].upper()
        if code in _CODES and (word.isupper() or code in _COMMON or word == text):
            return code
    return next((code for pattern, code in _SIGNS if re.search(pattern, text.casefold())), "")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().removeprefix("'").strip()


def _own_mark(digits: str) -> str:
    """The decimal mark that a number shows by itself; "" when it shows none or could be read two ways."""
    marks = [char for char in digits if char in ".,"]
    if not marks:
        return ""
    last, other = marks[-1], "." if marks[-1] == "," else ","
    if len(set(marks)) == 2:
        return last if marks.count(last) == 1 else other
    if len(marks) > 1:
        return other
    whole, part = digits.split(last)
    return last if len(part) != 3 or len(whole) > 3 or whole in ("", "0") else ""


def _digits(number: str) -> str:
    return re.sub(r"[ '’]", "", number).rstrip(".,")


def _read_digits(digits: str, mark: str) -> Decimal | None:
    used = next((char for char in digits if char in ".,"), ".")
    decimal = _own_mark(digits) or (mark if mark == used else "," if used == "." else ".")
    group = "," if decimal == "." else "."
    whole, _, part = digits.partition(decimal)
    if group in whole and not re.fullmatch(rf"\d{{1,3}}(?:\{group}\d{{2,4}})*\{group}\d{{3,4}}", whole):
        return None
    try:
        return Decimal(f"{whole.replace(group, '')}.{part}" if part else whole.replace(group, ""))
    except InvalidOperation:
        return None


def _bounded(amount: Decimal) -> Decimal | None:
    if abs(amount) >= _EXCESS:
        return None
    whole = amount.to_integral_value()
    return whole.quantize(Decimal(1)) if whole == amount else amount
