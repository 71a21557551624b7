"""The tables and keys of a lexicon file, said once: the checks and the documentation are made from them."""

from __future__ import annotations

from typing import Final

from connectivity.lexicon.classes import BESIDE_CLASSES, GRAMMAR
from connectivity.lexicon.table import Key, Kind, Table

__all__ = ["ASPECTS", "FORMAT", "format_markdown", "table_of"]

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
            Key("half", "words", 'words of [fraction] such as "half", for which the next two hold'),
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
            Key("never", "words", "words that may have a capital before a number and are no names"),
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
            Key("adjective", "text", "an expression for words that have the form of adjectives"),
            Key(
                "singular",
                "renames",
                "expressions for plurals, the first that fits, to what stands behind the first group in the "
                "singular; a language without them counts the first noun behind a number, by its stem",
            ),
            Key(
                "english", "renames", "nouns of a language with endings to the unit that they are counted in"
            ),
            Key("plural", "text", "the ending of plain plurals, also of currencies and peoples"),
            Key("genitive", "text", "an expression for the ending of possession, which nouns lose"),
            Key("people", "words", "last letters of a people's name that has a plural"),
        ),
    ),
    *(
        Table(
            name,
            "keys",
            f"Classes of words that features look for {where} a number.",
            tuple(Key(key, "words", meaning) for key, meaning in BESIDE_CLASSES[name].items()),
        )
        for name, where in (
            ("before", "right before"),
            ("behind", "right behind"),
            ("second", "second behind"),
        )
    ),
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
            Key("group", "text", "the sign between groups of digits, besides blanks; none unless given"),
            Key("ordinals", "words", "endings of ordinal numbers in digits"),
            Key("joining", "names", "what stands between parts of a number in words"),
            Key(
                "of",
                "text",
                "an expression for what may stand between 3/4 and what it is of, besides a blank",
            ),
            Key("behind_only", "words", "words of currencies that never stand before their number"),
            Key(
                "homographs", "names", "codes of currencies whose words mean other things behind number words"
            ),
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
    Table("demonym", "named", "Adjectives and people of a country, by its code.", built_in=True),
    Table(
        "city",
        "keys",
        "Which other names of cities in GeoNames are names in this language.",
        (
            Key("alphabet", "text", "the letters of such names, small ones", required=True),
            Key("near", "names", "codes of countries whose smaller towns count too", required=True),
            Key("smallest_near", "number", "people in the smallest town there", required=True),
            Key("smallest", "number", "people in the smallest city elsewhere", required=True),
            Key("shortest", "number", "letters in the shortest name", required=True),
        ),
        built_in=True,
    ),
    Table(
        "not_a_place",
        "keys",
        "Names in the gazetteer that are common words.",
        (Key("words", "words", "the words, as they are written"),),
        built_in=True,
    ),
    Table("currency", "named", "Signs of currencies; each holds the codes it may mean, the usual one first."),
    Table("currency_word", "named", "Words of currencies; each holds codes likewise."),
    Table("currency_part", "named", "Words of a hundredth of a currency; each holds codes likewise."),
    Table(
        "per",
        "entries",
        "Words of what rates are taken of.",
        (
            Key("unit", "name", "what stands behind the stroke: h of km/h", required=True),
            Key("words", "words", 'the words behind a unit: "per hour"', required=True),
        ),
    ),
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
    if table.built_in:
        lines += ["Only a language's own file has it.", ""]
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
