"""`goodword search`: the guidance and past deals nearest to a text, ranked, without an answer."""

import argparse
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.commands.speech import say
from bot.config import Config
from bot.errors import BadInput

if TYPE_CHECKING:
    from bot.app import Parts
    from knowledge.records import Hit

_USUAL, _MOST = 5, 100


def add(parser: argparse.ArgumentParser) -> None:
    from bot.commands.reader import add_reader_options

    parser.add_argument("text", nargs="*", metavar="TEXT", help=say("what to look for", "要查找的文字"))
    text = say(f"how many, 1 to {_MOST} (default: {_USUAL})", f"条数，1 到 {_MOST}（默认 {_USUAL}）")
    parser.add_argument("-k", type=int, default=_USUAL, help=text)
    parser.add_argument("--json", action="store_true", help=say("print the hits as JSON", "以 JSON 输出"))
    parser.add_argument("--jsonl", action="store_true", help=say('read {"id","query","k"} lines from standard input', "逐行读取 JSON"))
    add_reader_options(parser)


def run(arguments: argparse.Namespace, config: Config) -> int:
    """Search once, or for every line."""
    text = " ".join(arguments.text)
    if arguments.jsonl == bool(text):
        raise BadInput(say("Give a text, or --jsonl to read many.", "请给出一段文字，或用 --jsonl 批量读取。"), 'goodword search "price"')
    _read_k(arguments.k)
    from bot.commands.opening import opened

    with opened(config) as parts:
        if arguments.jsonl:
            from bot.commands.lines import answer_lines

            return answer_lines(partial(_answer_fields, parts))
        reader = {"rep": arguments.rep, "team": arguments.team}
        hits = find(parts, {"query": text, "k": arguments.k, "as": reader})
        if not arguments.json:
            hits = [_readable(hit, parts, reader) for hit in hits]
    return _show(hits, arguments.json)


def find(parts: "Parts", fields: Mapping[str, Any]) -> "list[Hit]":
    """Cards and deals together, best first, for {"query", "k"?, "as"?}. Raises BadInput."""
    from bot.answers.cleaning import clean
    from bot.commands.lines import text_in
    from bot.commands.reader import read_reader

    k = _read_k(fields.get("k"))
    text, _ = clean(text_in(fields, "query"), parts.config.answers.max_chars)
    if not text:
        raise BadInput('"query" holds nothing that can be read')
    found = parts.library.look_up(text, read_reader(fields.get("as"), parts.config).audiences, k)
    return sorted((*found.cards, *found.deals), key=lambda hit: -hit.score)[:k]


def _read_k(value: object) -> int:
    if value is None:
        return _USUAL
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _MOST:
        raise BadInput(f'"k" must be a whole number from 1 to {_MOST}')
    return value


def _answer_fields(parts: "Parts", fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"hits": [_row(hit) for hit in find(parts, fields)]}


def _row(hit: "Hit") -> dict[str, Any]:
    return asdict(hit) | {"score": round(float(hit.score), 4)}


def _readable(hit: "Hit", parts: "Parts", reader: Mapping[str, Any]) -> "Hit":
    """The hit with how the deal ended in its title, in the terminal's language."""
    from bot.answers.wording import deal_title
    from bot.commands.reader import read_reader

    deal = parts.library.deal(hit.id, read_reader(reader, parts.config).audiences) if hit.kind == "deal" else None
    return replace(hit, title=deal_title(deal.title, deal.outcome, deal.sample, say("en", "zh"))) if deal else hit


def _show(hits: "list[Hit]", as_json: bool) -> int:
    if as_json:
        from bot.commands.lines import as_line

        print(as_line({"hits": [_row(hit) for hit in hits]}))
        return 0
    from bot.commands.printing import screen, show_table
    from bot.slack.texts import say as label

    heads = (say("score", "得分"), say("kind", "类型"), "id", say("title", "标题"), say("text", "片段"))
    lang = say("en", "zh")
    show_table(screen(), heads, [(f"{hit.score:.2f}", label(hit.kind, lang), hit.id, hit.title, hit.snippet) for hit in hits])
    return 0
