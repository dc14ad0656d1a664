"""What departments are called in the reader's language: the usual ones by a small table, any other as the team has named it."""

from bot.promises.sentences import pick

_SEVERAL = (
    (("finance", "finances", "财务"), "财务部"),
    (("accounting", "accounts", "会计"), "会计部"),
    (("sales", "销售"), "销售部"),
    (("export", "foreign trade", "外贸"), "外贸部"),
    (("marketing", "市场"), "市场部"),
    (("legal", "法务"), "法务部"),
    (("logistics", "物流"), "物流部"),
    (("shipping", "船务"), "船务部"),
    (("warehouse", "仓储", "仓库"), "仓储部"),
    (("operations", "运营"), "运营部"),
    (("production", "生产"), "生产部"),
    (("purchasing", "procurement", "采购"), "采购部"),
    (("planning", "计划"), "计划部"),
    (("quality", "quality assurance", "qa", "qc", "品质", "质量"), "品质部"),
    (("engineering", "工程"), "工程部"),
    (("technical", "技术"), "技术部"),
    (("research and development", "r&d", "研发"), "研发部"),
    (("product", "产品"), "产品部"),
    (("service", "customer service", "after-sales", "客服", "售后"), "客服部"),
    (("hr", "human resources", "人事", "人力资源"), "人事部"),
    (("it", "信息"), "信息部"),
    (("management", "管理层"), "管理层"),
    (("board", "董事会"), "董事会"),
)
"""All the ways in which one is written in the settings, the English word first; then its Chinese name."""
_KNOWN = {way: (ways[0], chinese) for ways, chinese in _SEVERAL for way in (*ways, chinese)}


def department_word(name: str, language: str) -> str:
    """The department for a reader of this language. A name written in that language already stays as the team wrote it."""
    known = _KNOWN.get(" ".join(name.casefold().replace("_", " ").split()))
    is_theirs = name.isascii() is not bool(pick(language))
    return name if known is None or is_theirs else known[pick(language)]
