"""A wrong entry of a user's lexicon is one sentence that names the file, the entry and the mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from connectivity.errors import LexiconError
from connectivity.lexicon import load_lexicon

if TYPE_CHECKING:
    from pathlib import Path

THING = '[[thing]]\nunit = "kiosk"\nindicator = "facilities"\nwords = '


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (f'{THING}"kiosk"', r"\[\[thing\]\] number 1: words must be a list of words"),
        (f"{THING}[5]", r"\[\[thing\]\] number 1: words must be a list of words"),
        (f'{THING}[""]', r"\[\[thing\]\] number 1: words holds an empty word; take it out"),
        (f'{THING}["Kiosk"]', r"holds 'Kiosk'; write it in lower case"),
        ('technology = ["x"]', r"begin it with \[technology\]"),
        ('[thing]\nunit = "a"', r"begin it with \[\[thing\]\]"),
        ('[technology]\nwimax = "wimax"', r"\[technology\] wimax must be a list of words"),
        ('[scale]\nzillion = ["zillion"]', r"\[scale\] zillion is unknown; use one of: billion, crore"),
        ('[bound]\noops = ["oops"]', r"\[bound\] oops is unknown; use one of: about, at_least"),
        ('[fraction]\nwords = ["a tenth"]', r"\[fraction\] words must give each word a number"),
        ('[fraction]\nwords = { "a tenth" = "ten" }', r"\[fraction\] words must give each word a number"),
        ('[[period.pattern]]\nmatch = "(oops"\nform = "year"', r"number 1 is no regular expression"),
        ('[[period.pattern]]\nmatch = "oops"', r"\[\[period.pattern\]\] number 1 has no 'form'; add it"),
        ('[[period.pattern]]\nmatch = "oops"\nform = "oops"', r"unknown form 'oops'; use one of: date"),
        ('[group]\npatterns = ["(oops"]', r"\[group\] patterns is no regular expression"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=rf"own\.toml: .*{complaint}"):
        load_lexicon("en", path)
