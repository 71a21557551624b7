"""What makes an annotated figure hard to read, told from its annotation and its line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["DIFFICULTIES", "difficulties"]

DATE = re.compile(
    r"(?:19|20)\d\d|january|february|march|april|\bmay\b|june|july|august|september|october|november|december"
    r"|quarter|half|year|month|today|now|currently",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"])|\n")
NUMBER = re.compile(r"\d[\d,.]*")
MANY = 4  # numbers in one sentence
DIFFICULTIES = (
    "number in words",
    "share",
    "range",
    "change",
    "added",
    "unconnected",
    "target",
    "estimate",
    "money",
    "in a table",
    "in a list",
    "many numbers in the sentence",
    "no date in the sentence",
    "region or city",
    "several countries",
    "technology named",
)


def difficulties(text: str, figure: Mapping[str, Any]) -> list[str]:
    """The kinds of difficulty of one annotated figure, names of `DIFFICULTIES`."""
    start = int(figure["start"])
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", start) + 1 or len(text) + 1) - 1]
    at = start - text.rfind("\n", 0, start) - 1
    sentence = next((part for part, end in parts(line) if end > at), line)
    place, unit = str(figure.get("place") or ""), str(figure.get("unit") or "")
    tests = {
        "number in words": not re.search(r"\d", str(figure["surface"])),
        "share": unit == "%",
        "range": figure.get("value_upper") is not None,
        **{name: figure.get("aspect") == name for name in ("change", "added", "unconnected")},
        **{name: figure.get("status") == name for name in ("target", "estimate")},
        "money": re.fullmatch(r"[A-Z]{3}", unit) is not None,
        "in a table": "\t" in line or line.count("|") > 1 or bool(re.search(r"\S {3,}\S.* {3,}\S", line)),
        "in a list": re.match(r"\s*[-\u2013•·*►»]", line) is not None,
        "many numbers in the sentence": len(NUMBER.findall(sentence)) >= MANY,
        "no date in the sentence": DATE.search(sentence) is None,
        "region or city": ":" in place,
        "several countries": "+" in place,
        "technology named": figure.get("technology") not in (None, "?"),
    }
    return [name for name in DIFFICULTIES if tests[name]]


def parts(line: str) -> list[tuple[str, int]]:
    """The sentences of a line with where each ends."""
    found, begin = [], 0
    for gap in [*SENTENCE.finditer(line), None]:
        end = gap.start() if gap else len(line)
        found.append((line[begin:end], end + 1))
        begin = gap.end() if gap else end
    return found
