"""What a pasted mail says, without its furniture: headers, greetings, signatures, legal footers, phone lines.

People paste whole mails; what surrounds the one sentence that counts would otherwise decide what is found.
"""

import re

_SUBJECT = re.compile(r"(?:(?:fwd?|re|aw|wg|tr|rv|enc|回复|转发|答复|转)\s*[:：]\s*)+", re.IGNORECASE)
_HEADER = re.compile(r"^(?:from|to|cc|sent|date|von|an|gesendet|de|para|发件人|收件人|抄送|发送时间|日期)\s*[:：].*$", re.IGNORECASE)
_FURNITURE = re.compile(
    r"sent from my|gesendet von meinem|enviado (?:desde|do|de) m|отправлено с|发自我的|"
    r"confidential|intended recipient|think before you print|consider the environment|vertraulich|disclaimer|"
    r"^\W*(?:tel|phone|mob|mobile|fax|电话|手机|传真|地址)\s*[.:：|+]|^\s*(?:www\.|https?://)\S+\s*$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^\W*(?:(?:best|kind|warm|many thanks|with) ?(?:regards|wishes)?|b?rgds|regards|br|thanks (?:&|and) regards|sincerely|"
    r"mfg|mit freundlichen gr(?:ü|ue)(?:ß|ss)en|vg|lg|saludos(?: cordiales)?|atentamente|att|atenciosamente|abs|"
    r"с уважением|祝好|此致|顺祝商祺|谢谢)[\s,.!。，！]*$",
    re.IGNORECASE,
)
_MARK = re.compile(r"^[\s>|*_=~-]+")
_SIGNATURE_LINES = 4
_LEAST = 8
"""Characters that must be left; a text that is furniture throughout is taken as it is."""


def bare(text: str) -> str:
    """The text without mail furniture, or the text itself when next to nothing would be left."""
    kept: list[str] = []
    signature = 0
    for raw in text.splitlines():
        line = _SUBJECT.sub("", _MARK.sub("", raw)).strip()
        if signature and (not line or (len(line) < 60 and not line.endswith(("?", "？")) and not raw.lstrip().startswith((">", "-", "—")))):
            signature -= 1
            continue
        signature = 0
        if _CLOSING.match(line):
            signature = _SIGNATURE_LINES
        elif line and not _HEADER.match(line) and not _FURNITURE.search(line):
            kept.append(line)
    found = "\n".join(kept)
    return found if len(found) >= min(_LEAST, len(text)) else text
