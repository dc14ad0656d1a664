"""The customers that promises name, and their other names, as steps inside one transaction. Knows nothing else of promises."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from bot.promises.book import Customer
from bot.storage.engine import insert_or_replace
from bot.storage.promise_rows import indexed_key
from bot.storage.tables import customer_alias, promise


def keys_of(connection: Connection, name: str) -> set[str]:
    """The keys under which promises of this customer may stand: its own and those of its other names."""
    main, _ = _main(connection, name)
    others = select(customer_alias.c.alias_key).where(customer_alias.c.customer_key == main)
    return {main, *connection.scalars(others)}


def known(connection: Connection, audiences: frozenset[str] | None) -> list[Customer]:
    """PromiseBook.customers."""
    main_of: dict[str, str] = {}
    names: dict[str, str] = {}
    others: defaultdict[str, list[str]] = defaultdict(list)
    for alias_key, alias, key, name in connection.execute(select(customer_alias).order_by(customer_alias.c.alias_key)):
        main_of[alias_key], names[key] = key, name
        others[key].append(alias)
    used = _used(connection, audiences)
    seen = {main_of.get(key, key) for key in used} | (names.keys() if audiences is None else set())
    customers = [Customer(_usual(used[key]) if key in used else names[key], tuple(others.get(key, ()))) for key in seen]
    return sorted(customers, key=lambda customer: customer.name)


def add_alias(connection: Connection, customer: str, alias: str) -> None:
    """PromiseBook.add_alias."""
    wanted, key = indexed_key(customer), indexed_key(alias)
    if wanted == key:
        return
    # Should the customer so far have been another name of the alias, it is now the other way round.
    connection.execute(delete(customer_alias).where(customer_alias.c.alias_key == wanted, customer_alias.c.customer_key == key))
    main, name = _main(connection, customer)
    row = {"alias_key": key, "alias": alias, "customer_key": main, "customer": name}
    insert_or_replace(connection, customer_alias, row)
    connection.execute(update(customer_alias).where(customer_alias.c.customer_key == key).values(customer_key=main, customer=name))


def _main(connection: Connection, name: str) -> tuple[str, str]:
    """Key and name of the customer that a name means."""
    key = indexed_key(name)
    row = connection.execute(select(customer_alias).where(customer_alias.c.alias_key == key)).first()
    return (row.customer_key, row.customer) if row else (key, name)


_Spellings = dict[str, tuple[int, datetime]]


def _used(connection: Connection, audiences: frozenset[str] | None) -> dict[str, _Spellings]:
    """How promises write each customer: by key, each spelling with how often and when last."""
    count, last = func.count(), func.max(promise.c.made_at)
    query = select(promise.c.customer_key, promise.c.customer, count, last).group_by(promise.c.customer_key, promise.c.customer)
    if audiences is not None:
        query = query.where(promise.c.audience.in_(sorted(audiences)))
    used: defaultdict[str, _Spellings] = defaultdict(dict)
    for key, name, times, at in connection.execute(query):
        used[key][name] = (times, at)
    return dict(used)


def _usual(spellings: _Spellings) -> str:
    return max(spellings, key=lambda name: (spellings[name], name))
