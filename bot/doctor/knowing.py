"""What Goodword knows: guidance, deals, the embedding models, the vector index."""

import re
from collections.abc import Iterator
from http.client import HTTPException
from urllib.request import urlopen

from bot.config import Config
from bot.doctor.finding import Finding, Say
from bot.lock import holder


def guidance(config: Config, say: Say) -> Iterator[Finding]:  # noqa: ARG001 - all checks are called alike
    """The shipped cards can be read, and every line of theirs has its learned vector."""
    from knowledge.cards import SHIPPED_CARDS, read_folder
    from knowledge.catalogue import card_entry
    from knowledge.encoders import LocalEncoder
    from knowledge.learned import load_learned
    from knowledge.store import text_hash

    cards, faults = read_folder(SHIPPED_CARDS)
    again = say('Run "make install", or take the files from the release again.', "请运行 make install，或重新获取发布文件。")
    if faults or not cards:
        first = f"{faults[0].file}: {faults[0].reason}" if faults else say("there are none", "一张也没有")
        yield Finding("guidance", "fault", say(f"shipped cards cannot be read: {first}", f"自带卡片无法读取：{first}"), again)
        return
    topics = {topic for card in cards for topic in card.topics}
    what = say(f"{len(cards)} cards on {len(topics)} topics", f"{len(cards)} 张卡片，{len(topics)} 个主题")
    try:
        known = load_learned(LocalEncoder().name).lines
    except (OSError, KeyError, ValueError) as fault:
        yield Finding("guidance", "fault", say(f"learned.npz cannot be used: {fault}", f"learned.npz 无法使用：{fault}"), again)
        return
    missing = {text_hash(passage.text) for card in cards for passage in card_entry(card).passages} - known.keys()
    if missing:
        what += say(f"; {len(missing)} lines are newer than learned.npz", f"；{len(missing)} 行比 learned.npz 新")
        todo = say('Run "make learn"; until then the first start takes longer.', "请运行 make learn；在此之前首次启动会较慢。")
        yield Finding("guidance", "warning", what, todo)
    else:
        yield Finding("guidance", "ok", what)


def library(config: Config, say: Say) -> Iterator[Finding]:
    """The store opens; what it holds; the state of the vector index."""
    from knowledge.store import open_store

    store = open_store(config.storage.url or str(config.data / "goodword.db"))
    try:
        counts, generation = store.counts(), store.note("chroma")
        own = len(store.ids("card", shipped=False))
    finally:
        store.close()
    what = say(
        f"{counts['deals']} deals, {own} cards of your own, {counts['passages']} passages",
        f"单子 {counts['deals']}，自有卡片 {own}，段落 {counts['passages']}",
    )
    todo = say('Import your past deals: "goodword deals import FILE".', "请导入过往单子：goodword deals import FILE。")
    yield Finding("deals", "ok", what, "" if counts["deals"] else todo)
    yield _index(config, generation, say)


def _index(config: Config, generation: str | None, say: Say) -> Finding:
    part = "vector index"
    if config.library.dense == "exact":
        return Finding(part, "ok", say("not used: [library] dense is exact", "未使用：[library] dense 为 exact"))
    if holder(config.data) is not None:
        if _is_down(config):
            what = say("is down in the running bot, which searches without it", "正在运行的机器人中索引不可用，已改用精确检索")
            return Finding(
                part, "warning", what, say("It is built anew by itself; the bot's log has the reason.", "会自动重建；原因见机器人日志。")
            )
        return Finding(part, "ok", say("held by the running bot", "由正在运行的机器人持有"))
    if generation is None:
        return Finding(part, "ok", say("is built when the bot starts", "机器人启动时建立"))
    here = [path.name for path in (config.data / "index").glob("*") if path.is_dir()]
    if config.storage.url and here and generation not in here:
        generation = here[0]  # the store is shared: another machine has noted its own
    if generation not in here:
        what = say(f"generation {generation} is not there; search works without it", f"缺少索引 {generation}；没有它也能检索")
        return Finding(part, "warning", what, say("It is built anew when the bot starts.", "机器人启动时会重建。"))
    return Finding(part, "ok", say(f"generation {generation}, checked when the bot starts", f"索引 {generation}，机器人启动时检查"))


def _is_down(config: Config) -> bool:
    """What the running bot says of its index; False when it cannot be asked, as in Socket Mode."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(config.server.host, config.server.host)  # noqa: S104 - compared, not listened on
    try:
        with urlopen(f"http://{host}:{config.server.port}{_own_path(config)}/metrics", timeout=2) as answer:
            lines = answer.read(100_000).decode("utf-8", "replace").splitlines()
    except (OSError, ValueError, HTTPException):
        return False
    return "goodword_library_index_down 1" in lines


def _own_path(config: Config) -> str:
    """Where the pages of one of several workspaces begin."""
    found = re.search(r"/workspaces/[A-Z0-9]+$", config.server.public_url)
    return found[0] if found else ""


def embedding(_: Config, say: Say) -> Iterator[Finding]:
    """The models turn a text into a vector, here and now."""
    import numpy as np

    from knowledge.encoders import SPLIT, LocalEncoder

    encoder = LocalEncoder()
    vector = encoder.encode(["Is this too expensive? 太贵了吗？"])[0]
    wanted = [vector[:SPLIT], vector[SPLIT:]] if encoder.has_e5 else [vector[SPLIT:]]
    if not all(np.isfinite(part).all() and np.linalg.norm(part) > 0.1 for part in wanted):
        what = say(f"{encoder.name} gives no usable vector", f"{encoder.name} 没有给出可用的向量")
        yield Finding("embedding", "fault", what, say('Run "make install".', "请运行 make install。"))
    elif not encoder.has_e5:
        what = say("USE alone; e5 has no build for this platform", "仅 USE；此平台没有 e5")
        yield Finding("embedding", "ok", what, say("Answers work; finding is a little weaker.", "可以回答；检索略弱。"))
    else:
        size = len(vector)
        what = say(f"e5 and USE answer, {size} numbers a text, on this machine", f"e5 和 USE 正常，每段文字 {size} 个数，在本机运行")
        yield Finding("embedding", "ok", what)
