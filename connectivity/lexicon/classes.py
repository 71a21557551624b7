"""What extraction looks for around numbers, by name: expressions of [grammar], classes of words near them."""

from __future__ import annotations

from typing import Final

__all__ = ["BESIDE_CLASSES", "GRAMMAR"]

GRAMMAR: Final = (
    ("part_of", "between a number and the whole that it is of"),
    ("of_next", "between a bare number and the next, whose noun it takes"),
    ("of_whole", "between the whole and the number that is of it, where the whole stands before"),
    ("apposition", "between a number and the same one said again"),
    ("joined", "between numbers of a list"),
    ("equated", "between what is told of and its number"),
    ("consisting", "between a number and what it consists of"),
    ("scale_of", "before a number without a noun: a word of [scale_of]"),
    ("density", "behind a number: an area of [density] that things are counted on"),
    ("contest", "before a score"),
    ("range_before", "before the first of two numbers that `range_and` makes a range"),
    ("range_to", "between the ends of a range, where no growth is told"),
    ("started", "before the first of two numbers that are where a change began and ended, and no range"),
    ("range_and", "between the ends of a range behind `range_before`"),
    ("changed", "before a number in a sentence of growth: it is no end of a range"),
    ("one_in", "between so many and so many of which"),
    ("tolerance", "between a number and how far off it may be"),
    ("minus", "right before a number: its sign"),
    ("metres", "behind a letter glued to a number: it is metres, no million"),
    ("level", "right before a number where a change began or ended"),
    ("skipped", "between a bound and its number"),
    ("reached", "right before a number where a change ended: what looks like a bound there is none"),
    ("or_more", "right behind a number: it is more than that"),
    ("ending", "an ending glued to a number in digits or to a sign"),
    ("about_ending", "the end of a number or its unit that means about"),
    ("exceeded", "the end of a number or its unit that words of more or less behind need to bound it"),
    ("counted", "between a number and a bound behind what it counts"),
    ("place_in", "before a place in which something is"),
    ("place_of", "before a place of which something is"),
    ("place_from", "before a place from which, to which or near which something is"),
    ("place_beside", "between places side by side"),
    ("place_linked", "before places that something links"),
    ("possessive", "right behind a place that something belongs to"),
    ("names", "names that begin with a number, in the text as written"),
)
"""The expressions of [grammar], and what each is for."""

BESIDE_CLASSES: Final[dict[str, dict[str, str]]] = {
    "before": {
        "of": "the number is a part or a whole: of",
        "by": "it is an amount of change: by",
        "to": "it is where a change ended: to",
        "from": "it is where one began: from",
        "the": "it is known already: the",
        "added": "it comes on top: another, new",
        "another": "it is another part of the same: another",
        "more": "it is of the same things as the last number: another, other, only",
        "definite": "it is of known things: these, all, their",
        "last": "a span of time that dates something: the last, next, first",
        "lasting": "a span of time that something takes: for, within",
        "per": "what a rate is per: every, per",
    },
    "behind": {
        "of": "what it is of follows: of",
        "part": "what it is a part of follows: of, in",
        "verb": "no noun follows, but a verb or preposition: have, are, were",
        "having": "a verb of having or using: have, use",
        "compared": "it is a change: more, higher, cheaper",
        "new": "it is of new things: new, additional",
        "growth": "a noun of growth or fall: increase, drop",
        "such": "such",
        "upward": "up, where it may be an upload or a rise",
        "downward": "down, likewise",
        "joint": "a preposition that leads to what something is done with: with, via",
        "band": "a band of frequencies: band, range",
        "dating": "the span of time dates something: ago, later",
    },
    "second": {
        "these": "of the things told of: them, these, which",
        "rate": "what a price is per: month, gigabyte",
    },
}
"""What the words right before, right behind and second behind a number tell of it."""
