"""Units of measure from Pint, written to `measures.toml`: `python -m connectivity.lexicon.pint_units`.

Names, symbols, prefixes and factors are Pint's; which of them English news uses is chosen here. Pint takes
longer to load than a document to read, so extraction reads the table and Pint is a development dependency.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["main", "table"]

FILE: Final = Path(__file__).with_name("measures.toml")
ALL: Final = "nano micro milli centi deci kilo mega giga tera peta exa"
PREFIXED: Final = {
    "meter": "nano micro milli centi kilo",
    "gram": "nano micro milli kilo",
    "tonne": "kilo mega giga",
    "liter": "micro milli centi deci kilo mega",
    "second": "nano micro",
    "watt": "nano micro milli kilo mega giga tera",
    "watt_hour": "kilo mega giga tera",
    "joule": "milli kilo mega giga tera peta exa",
    "electron_volt": "kilo mega giga tera",
    "calorie": "kilo",
    "volt": "micro milli kilo mega",
    "ampere": "micro milli kilo",
    "ampere_hour": "milli",
    "ohm": "kilo mega",
    "farad": "pico nano micro",
    "tesla": "micro milli",
    "hertz": "kilo mega giga tera",
    "pascal": "hecto kilo mega giga",
    "bar": "milli",
    "newton": "kilo mega",
    "becquerel": "kilo mega giga tera",
    "sievert": "micro milli",
    "gray": "milli",
    "lumen": "",
    "lux": "",
    "kelvin": "",
    "mole": "micro milli",
    "decibel": "",
    "byte": "kilo mega giga tera",
}
"""Units and the prefixes they are used with; canonical by symbol, but for those in `BY_NAME`."""

BY_NAME: Final = ("liter", "tonne", "byte", "calorie", "second")
UNNAMED: Final = ("gray", "tesla", "mole", "bar", "second")
"""Their plain names are common words of other meanings, so that only symbols and multiples count."""
CUSTOMARY: Final = {
    "foot": "ft",
    "inch": "",
    "yard": "yd yds",
    "mile": "mi",
    "nautical_mile": "nmi",
    "furlong": "",
    "fathom": "",
    "light_year": "ly",
    "parsec": "",
    "astronomical_unit": "AU",
    "pound": "lb lbs",
    "ounce": "oz",
    "stone": "",
    "carat": "",
    "acre": "",
    "gallon": "gal",
    "pint": "",
    "quart": "",
    "fluid_ounce": "",
    "cup": "cup cups",
    "tablespoon": "tbsp",
    "teaspoon": "tsp",
    "bushel": "",
    "barrel": "bbl bbls",
    "horsepower": "hp bhp",
    "knot": "",
    "degree": "°",
    "decade": "",
    "century": "",
    "fortnight": "",
    "millennium": "",
    "pixel": "",
    "megapixel": "",
    "therm": "",
}
"""Units without prefixes, canonical by name, with the symbols English texts use."""

IRREGULAR: Final = {
    "foot": ["feet"],
    "inch": ["inches"],
    "century": ["centuries"],
    "millennium": ["millennia", "millenniums"],
}
INVARIABLE: Final = ("hertz", "lux", "horsepower", "kelvin", "stone", "bar", " oz")
ALIASES: Final = {
    "meter": ["metre"],
    "liter": ["litre"],
    "gram": ["gramme"],
    "electron_volt": ["electronvolt"],
    "ampere": ["amp"],
    "nautical_mile": ["sea mile"],
    "light_year": ["light-year"],
    "fluid_ounce": ["fl oz"],
    "cup": [],
}
SYMBOLS: Final = {"micro": ("µ", "μ"), "liter": ("l", "L"), "watt_hour": ("Wh",), "tonne": ("t",)}
SOLITARY: Final = ("mol", "kt", "Ω", "cup")
KEPT_ALONE: Final = ("m", "g", "W", "V", "N", "J", "K", "L", "l")
"""The single letters that count without a prefix."""
IEC: Final = {"kibi": "MB", "mebi": "MB", "gibi": "GB", "tebi": "TB", "pebi": "TB"}
"""Binary multiples of the byte are brought to the guide's units."""
POWERS: Final = {2: ("square", "sq", "²"), 3: ("cubic", "cu", "³")}
POWERED: Final = {
    ("meter", "km", "m", "cm", "mm"): (2, 3),
    ("foot", "foot"): (2, 3),
    ("inch", "inch"): (2, 3),
    ("yard", "yard"): (2, 3),
    ("mile", "mile"): (2,),
}


def forms(name: str) -> list[str]:
    """The names of a unit as texts write them, in the singular: "meter", "metre".

    Args:
        name: The unit as Pint calls it.
    """
    return [form.replace("_", " ") for form in (name, *ALIASES.get(name, []))]


def plural(name: str, form: str) -> list[str]:
    """A name and its plural."""
    if name in IRREGULAR and form == name:
        return [form, *IRREGULAR[name]]
    return [form] if form.endswith(INVARIABLE) else [form, f"{form}s"]


def prefixed_rows(registry: Any) -> Iterator[dict[str, Any]]:
    """Units with their decimal prefixes."""
    for name, prefixes in PREFIXED.items():
        pint_name = "metric_ton" if name == "tonne" else name
        symbols = SYMBOLS.get(name, (registry.get_symbol(pint_name),))
        names = forms(name)
        canonical = {"liter": "litre"}.get(name, name) if name in BY_NAME else symbols[0]
        alone = [s for s in symbols if s in KEPT_ALONE or (len(s) > 1 and s not in SOLITARY)]
        own = [] if name in UNNAMED else [p for n in names for p in plural(name, n)]
        yield row(canonical, own, alone)
        for prefix in prefixes.split():
            signs = SYMBOLS.get(prefix, (registry.get_symbol(f"{prefix}meter").removesuffix("m"),))
            written = list(dict.fromkeys(f"{a}{b}" for a in signs for b in symbols))
            words = [f"{prefix}{part}" for n in names for part in plural(name, n)]
            spaced = [w.replace(" ", "-") for w in words if " " in w]
            yield row(written[0], [*words, *spaced], written)


def customary_rows() -> Iterator[dict[str, Any]]:
    """Units that take no prefix."""
    for name, symbols in CUSTOMARY.items():
        words = [] if name in symbols.split() else [p for n in forms(name) for p in plural(name, n)]
        canonical = {"degree": "°"}.get(name, name)
        yield row(canonical, words, symbols.split())


def power_rows() -> Iterator[dict[str, Any]]:
    """Areas and volumes."""
    names = {"m": "", "km": "kilo", "cm": "centi", "mm": "milli"}
    for units, powers in POWERED.items():
        base, *canonicals = units
        for canonical in canonicals:
            stems = [f"{names[canonical]}{w}" for w in ("metre", "meter")] if base == "meter" else [base]
            plurals = [p for stem in stems for p in plural(stem, stem)]
            symbol = canonical if base == "meter" else {"foot": "ft", "inch": "in"}.get(base, "")
            for power in powers:
                long, short, raised = POWERS[power]
                words = [f"{w} {p}" for w in (long, short, f"{short}.") for p in plurals]
                if symbol:
                    words += [f"{w} {symbol}" for w in (short, f"{short}.")]
                    words += [f"{symbol}{mark}" for mark in (raised, str(power), f"^{power}")]
                if base != "meter":
                    words += [f"{w} {s}" for w in (short, f"{short}.") for s in CUSTOMARY[base].split()]
                name = f"{canonical}{power}" if base == "meter" else f"{long}_{canonical}"
                yield row(name, words, [])


def binary_rows(registry: Any) -> Iterator[dict[str, Any]]:
    """Bytes by the prefixes of IEC 80000, as decimal multiples."""
    for prefix, target in IEC.items():
        factor = registry.Quantity(1, f"{prefix}byte").to(
            {"MB": "megabyte", "GB": "gigabyte"}.get(target, "terabyte")
        )
        symbol = registry.get_symbol(f"{prefix}byte")
        found = row(target, [f"{prefix}byte", f"{prefix}bytes"], [symbol])
        yield {**found, "factor": float(factor.magnitude)}


def row(unit: str, words: list[str], symbols: list[str]) -> dict[str, Any]:
    """One entry of the table."""
    return {"unit": unit, "words": list(dict.fromkeys(words)), "symbols": list(dict.fromkeys(symbols))}


def table() -> str:
    """The table as TOML."""
    import pint  # noqa: PLC0415  # a development dependency

    registry: Any = pint.UnitRegistry()
    rows = [
        *prefixed_rows(registry),
        *customary_rows(),
        *power_rows(),
        *binary_rows(registry),
    ]
    lines = ["# Written by `python -m connectivity.lexicon.pint_units` from Pint; edit units.toml instead."]
    for entry in rows:
        lines += ["[[unit]]", f'unit = "{entry["unit"]}"']
        if "factor" in entry:
            lines.append(f"factor = {entry['factor']}")
        for key in ("words", "symbols"):
            if entry[key]:
                lines.append(f"{key} = [{', '.join(repr(w).replace(chr(39), chr(34)) for w in entry[key])}]")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the table beside this module."""
    FILE.write_text(table(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
