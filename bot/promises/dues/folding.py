"""One spelling for letters that people type in several: small letters, no accents, ASCII digits, simplified characters.

Keeps every position: the folded text is as long as the text, so that spans hold for both.
"""

import unicodedata
from functools import lru_cache

_TRADITIONAL = str.maketrans(
    "週點鐘後號個禮這兩內時間過幾盡馬會從遲財軍貳參陸萬億應該給報價單約則當節開發國慶聖誕歲結業務處將稍儘雙還東紐約倫敦達頭鍾後裡裏於滿馬爾漢門寧廣臨準達讓邊氣現來數營紙轉雅濱無聯動進實樣簽個",
    "周点钟后号个礼这两内时间过几尽马会从迟财军贰参陆万亿应该给报价单约则当节开发国庆圣诞岁结业务处将稍尽双还东纽约伦敦达头钟后里里于满马尔汉门宁广临准达让边气现来数营纸转雅滨无联动进实样签个",
)


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    """One character for one: its small, unaccented, half-width form."""
    plain = unicodedata.normalize("NFKC", letter)
    if len(plain) != 1:
        plain = letter
    if ord(plain) < 0x3000:
        base = unicodedata.normalize("NFD", plain)[0]
        plain = base if base.isalnum() and ord(base) < 0x250 else plain
    small = plain.lower()
    return small if len(small) == 1 else plain


_QUOTES = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "\u00a0": " ", "\u3000": " "})


def folded(text: str) -> str:
    """The text in one spelling, letter for letter."""
    plain = text.lower() if text.isascii() else "".join(map(_letter, text))
    return plain.translate(_TRADITIONAL).translate(_QUOTES)
