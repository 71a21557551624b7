"""What a user's lexicon adds to the indicators that are built in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

__all__ = ["NO_ADDITIONS", "Own", "own_indicators"]

Tables = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Own:
    """Indicators of a user's lexicon, for the tables that extraction has of the built-in ones.

    Attributes:
        indicators: A unit to the indicators that a user's file counts or measures in it, in the order
            of the files; "money" stands for every currency.
        named: The indicators that are not built in.
        aspects: What the figures of an indicator can be, where a file says so.
        like: An indicator to the built-in one whose figures its own resemble.
    """

    indicators: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    aspects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    like: Mapping[str, str] = field(default_factory=dict)


NO_ADDITIONS: Final = Own()


def own_indicators(files: Sequence[Tables]) -> Own:
    """What the tables of users' files add; a later file wins.

    >>> own = own_indicators([{"indicator": [{"name": "kiosks", "unit": "kiosk", "like": "terminals"}]}])
    >>> own.indicators, own.named, own.like
    ({'kiosk': ('kiosks',)}, ('kiosks',), {'kiosks': 'terminals'})
    """
    units: dict[str, list[str]] = defaultdict(list)
    named: list[str] = []
    aspects: dict[str, tuple[str, ...]] = {}
    like: dict[str, str] = {}
    for tables in files:
        for entry in tables.get("indicator", []):
            named.append(entry["name"])
            units[entry["unit"]].append(entry["name"])
            aspects.pop(entry["name"], None)
            like.pop(entry["name"], None)
            if "aspects" in entry:
                aspects[entry["name"]] = tuple(entry["aspects"])
            if "like" in entry:
                like[entry["name"]] = entry["like"]
        for entry in tables.get("thing", []):
            units[entry["unit"]].append(entry["indicator"])
    indicators = {unit: tuple(dict.fromkeys(names)) for unit, names in units.items()}
    return Own(indicators, tuple(dict.fromkeys(named)), aspects, like)
