"""The tables and keys of a lexicon file, said once: the checks and the documentation are made from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["ASPECTS", "FORMAT", "Key", "Table", "format_markdown", "table_of"]

Kind = Literal["name", "words", "signs", "names", "text", "patterns", "number", "shares", "renames"]
Shape = Literal["entries", "named", "keys"]

ASPECTS: Final = ("total", "connected", "unconnected", "added", "change")
_KINDS: Final[dict[Kind, str]] = {
    "name": "a name",
    "words": "a list of words",
    "signs": "a list of signs",
    "names": "a list of names",
    "text": "a text",
    "patterns": "a list of regular expressions",
    "number": "a number",
    "shares": "a number for each word",
    "renames": "a text for each text",
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table.

    Attributes:
        name: As it is written.
        kind: What it holds.
        meaning: What it is for.
        required: Whether an entry must have it.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a lexicon file.

    Attributes:
        name: As it is written, without brackets.
        shape: `entries` are written `[[name]]`, once each; `named` is `[name]` with a list of words for each
            canonical name; `keys` is `[name]` with the keys below.
        meaning: What it is for.
        keys: Its keys; none where names are free.
    """

    name: str
    shape: Shape
    meaning: str
    keys: tuple[Key, ...] = ()

    @property
    def header(self) -> str:
        """As the file has it: "[[thing]]"."""
        return f"[[{self.name}]]" if self.shape == "entries" else f"[{self.name}]"


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
_WORDS: Final = Key("words", "words", "the words, in the singular and in lower case", required=True)

FORMAT: Final = (
    Table(
        "indicator",
        "entries",
        "An indicator of your own.",
        (
            Key(
                "name", "name", "its name, the things in the plural: small letters, digits, _", required=True
            ),
            Key(
                "unit",
                "name",
                "what its figures are counted or measured in: a noun in the singular with _ for spaces, "
                'a unit of measure, or "money" for sums in any currency',
                required=True,
            ),
            Key("things", "words", "what is counted, in the singular; plurals are made"),
            Key("words", "words", "words that tell what a share, a sum or a measure is about"),
            Key("aspects", "names", f"which its figures can be, of {', '.join(ASPECTS)}; all unless given"),
            Key("like", "name", "the built-in indicator that is told of most alike"),
        ),
    ),
    Table(
        "thing",
        "entries",
        "More words for what an indicator counts.",
        (
            Key("unit", "name", "what one of them is, in the singular", required=True),
            Key("indicator", "name", "the indicator that counts them", required=True),
            _WORDS,
        ),
    ),
    Table(
        "topic",
        "entries",
        "More words that tell what a share, a sum or a measure is about.",
        (Key("indicator", "name", "the indicator that they tell", required=True), _WORDS),
    ),
    Table(
        "unit",
        "entries",
        "Units of measure.",
        (
            Key("unit", "name", "the canonical name of the unit", required=True),
            Key("words", "words", "how it is written behind a number, all forms", required=True),
            Key("symbols", "signs", "signs for it, found only as they are written"),
            Key("factor", "number", "what leads to the canonical unit; 1 unless given"),
        ),
    ),
    Table(
        "place",
        "entries",
        "Places that the gazetteer does not have.",
        (
            Key("place", "name", 'its key: the code of its country, ":" and a name', required=True),
            Key("words", "words", "its names, as they are written", required=True),
        ),
    ),
    Table("technology", "named", "Words of technologies; a new name makes a new technology."),
    Table("cue", "named", "Words that tell aspect and status: connected, unconnected, added, target ..."),
    Table("bound", "named", "Words before a number that make it a bound: about, over, at_least ..."),
    Table("bound_behind", "named", "Words right behind a number, or its unit, that make it a bound."),
    Table("scale", "named", "Words of scales: thousand, million, lakh ..."),
    Table(
        "group",
        "keys",
        "Phrases that name a part of the people or things.",
        (
            Key("words", "words", 'words such as "rural"'),
            Key("patterns", "patterns", "regular expressions over the text in lower case"),
            Key("after_of", "words", 'words that make a group behind "of"'),
        ),
    ),
    Table(
        "fraction",
        "keys",
        "Shares in words.",
        (
            Key("words", "shares", "the percentage that each means"),
            Key("not_after", "words", 'words after which "half" is no share'),
            Key("not_before", "words", 'words before which "half" is no share'),
        ),
    ),
    Table(
        "multiple",
        "keys",
        "Multiples in words.",
        (
            Key("words", "shares", "the factor that each means"),
            Key("times", "words", "what makes a multiple behind a number"),
            Key("not_before", "words", "what follows where it is none"),
        ),
    ),
    Table(
        "remove",
        "keys",
        "Built-in words that you leave out, so that an entry of yours can give them another meaning.",
        tuple(
            Key(name, "words", f"words of [{name}]" if name == "technology" else f"words of [[{name}]]")
            for name in ("thing", "topic", "technology")
        ),
    ),
    Table(
        "rank",
        "keys",
        "Words around ranks.",
        (
            Key("before", "words", "words before a rank"),
            Key("after", "words", "words behind one"),
        ),
    ),
    Table(
        "name",
        "keys",
        "Words beside numbers that only name something.",
        (
            Key("before", "words", 'words before such a number: "article"'),
            Key("after", "words", 'words behind one: "edition"'),
            Key("fixed", "words", 'whole phrases whose numbers are names: "group of 20"'),
        ),
    ),
    Table(
        "noun",
        "keys",
        "How nouns behind numbers become units.",
        (
            Key("compound", "words", "nouns that need the word before them"),
            Key("spelling", "renames", "other spellings to the one that is kept"),
            Key("irregular", "renames", "plurals to their singular"),
            Key("duration", "words", "nouns of lengths of time"),
            Key("invariable", "words", "nouns that are the same in the plural"),
            Key("ie", "words", "plurals in -ies whose singular ends in -ie"),
            Key("passed", "words", "words between a number and its noun"),
            Key("adjectives", "words", 'words that are no noun behind "one"'),
            Key("unhyphened", "words", "words behind a hyphen that are not what is counted"),
            Key("adjective", "text", "an expression for adjectives, in a language with endings"),
            Key("english", "renames", "nouns of such a language to the unit that they are counted in"),
        ),
    ),
    Table("before", "named", "Classes of words that features look for right before a number."),
    Table("behind", "named", "Classes of words that features look for right behind a number."),
    Table("second", "named", "Classes of words that features look for second behind a number."),
    Table(
        "rate",
        "keys",
        "How rates of exchange are quoted that leave out their own currency.",
        (
            Key("foreign", "words", "currencies that rates are quoted against"),
            Key("against", "words", 'words between a rate and such a currency: "to"'),
            Key("one", "words", 'words that may stand before the currency: "the"'),
        ),
    ),
    Table(
        "people",
        "keys",
        "Words that make a number one of people where no noun follows.",
        (
            Key("before", "words", 'words before the number: "wounded"'),
            Key("after", "words", 'words behind it: "arrested"'),
            Key("links", "words", "words that may stand between"),
        ),
    ),
    Table(
        "scale_of",
        "keys",
        "What a number without a noun measures.",
        (Key("words", "renames", "a word before the number to its unit"),),
    ),
    Table(
        "density",
        "keys",
        "Areas that people or things are counted on.",
        (Key("words", "renames", "a name of an area to its unit"),),
    ),
    Table(
        "grammar",
        "keys",
        "Regular expressions over the text in lower case: what stands between words and numbers.",
        tuple(Key(name, "patterns" if name == "names" else "text", meaning) for name, meaning in GRAMMAR),
    ),
    Table(
        "number",
        "keys",
        "How numbers are written.",
        (
            Key("decimal", "text", "the signs before decimals"),
            Key("group", "text", "the sign between groups of digits, besides blanks"),
            Key("ordinals", "words", "endings of ordinal numbers in digits"),
            Key("joining", "names", "what stands between parts of a number in words"),
            Key("alone", "words", "scales that are a number where none stands before them"),
            Key("adding", "names", "what stands between a number with its scale and its smaller part"),
        ),
    ),
    Table(
        "stem",
        "keys",
        "Endings that words lose before they are compared; a language without any has no such table.",
        (
            Key("suffixes", "words", "the endings"),
            Key("shortest", "number", "letters that must remain"),
            Key("repeat", "number", "how many endings are cut, one behind the other"),
            Key("letters", "renames", "letters that are taken as others"),
            Key("softened", "renames", "last letters of a stem that are taken as others"),
            Key("stems", "words", "shorter stems that may remain too"),
            Key("kept", "names", "first letters of endings to what those endings are not cut behind"),
        ),
    ),
    Table("demonym", "named", "Adjectives and people of a country, by its code."),
    Table("stop", "keys", "Words that are no nouns.", (Key("words", "words", "the words"),)),
    Table("plural", "keys", "Endings of the singular to those of the plural; any key is an ending."),
    Table(
        "sentence",
        "keys",
        "Where sentences and clauses end.",
        (
            Key("abbreviations", "words", "abbreviations whose dot ends no sentence, without it"),
            Key("breaks", "words", "words that begin a clause"),
        ),
    ),
    Table(
        "period",
        "keys",
        "How periods are written. Entries `[[period.pattern]]` have `match`, a regular expression in which "
        "{y} is a year, {m} a month, {d} a day, {n} a number and {qw} a quarter in words, and `form`, one of "
        "the built-in patterns; `require` is an expression that must be found in the match, `role` what the "
        "match is to its number: in, by, since or base.",
        (
            Key("by", "text", "an expression for what stands before a deadline"),
            Key("since", "text", "one for what stands before a beginning"),
            Key("base", "text", "one for what stands before what a change is measured against"),
            Key("opening", "renames", "first words of a match to the role that they give it"),
            Key("parts", "renames", "names, which patterns may hold in braces, to expressions"),
            Key("months", "shares", "names of months besides those of CLDR"),
            Key("not_months", "words", "abbreviations of CLDR that are other words"),
            Key("numbers", "shares", "number words besides those of num2words"),
            Key("quarters", "shares", "words for a quarter"),
        ),
    ),
)


def table_of(name: str) -> Table | None:
    """The table of a name, or None.

    >>> table_of("thing").header
    '[[thing]]'
    """
    return next((table for table in FORMAT if table.name == name), None)


def format_markdown() -> str:
    """All tables and keys, as Markdown."""
    return "\n".join(_section(table) for table in FORMAT)


def _section(table: Table) -> str:
    lines = [f"### `{table.header}`", "", table.meaning, ""]
    if table.shape == "named":
        lines += ["Each key is a canonical name and holds a list of words.", ""]
    if table.keys:
        lines += ["| key | holds | meaning |", "|---|---|---|"]
        lines += [
            f"| `{key.name}`{' (required)' * key.required} | {_KINDS[key.kind]} | {_cell(key.meaning)} |"
            for key in table.keys
        ]
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
