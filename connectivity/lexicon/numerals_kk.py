"""Kazakh number words: cardinals with their endings, collectives, ordinals, shares and parts of a unit.

num2words has the cardinals; endings follow the vowels and the last sound of a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from num2words import num2words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["cardinal", "cases", "ordinal", "possessed", "possessed_cases", "rows"]

Row = tuple[str, str, str, str | None, float | None, bool]
LIMIT: Final = 1000
QUARTER_TOO: Final = 90  # "тоқсан" is ninety and a quarter of a year: with an ending it is the quarter
PARTS: Final = 21  # "жиырмадан бірі"
ORDINALS: Final = 101
MIXED: Final = 21
NUM2WORDS: Final = "kz"
BACK: Final = "аоұыяю"
FRONT: Final = "әеөүіэи"
VOWELS: Final = BACK + FRONT
NASAL: Final = "мнң"
SONOROUS: Final = "лрйу"
VOICED: Final = "зжбвгғд"
SOFTENED: Final = {"қ": "ғ", "к": "г", "п": "б"}
SHORTENED: Final = {"қырық": "қырқ"}
COLLECTIVES: Final = {
    "екеу": 2,
    "үшеу": 3,
    "төртеу": 4,
    "бесеу": 5,
    "алтау": 6,
    "жетеу": 7,
}
HALVES: Final = ("жартысы", "жартысын", "жартысына", "жартысының", "жартысында", "жартысынан", "жартысымен")
HALF: Final = "жарты"
QUARTERS: Final = ("ширегі", "ширегін", "ширегіне", "ширегінің", "ширегінде", "ширегінен")
# words of another meaning: "for", "it", "there", "together", "at once", "face"
OTHER_WORDS: Final = frozenset(
    {
        *("үшін", "оны", "онда", "бірге", "бірден", "бірде", "бірін", "біріне", "бірінен", "бірінің"),
        *("жүзі", "жүзін", "жүзінде", "жүзіне", "жүзінен", "жүзінің", "жүзге"),
    }
)
SCALES: Final = (("мың", 1e3), ("миллион", 1e6), ("миллиард", 1e9), ("триллион", 1e12))


def cardinal(number: int) -> str:
    """The number in words.

    >>> cardinal(21), cardinal(305)
    ('жиырма бір', 'үш жүз бес')
    """
    return str(num2words(number, lang=NUM2WORDS))


def harmony(word: str, back: str, front: str) -> str:
    """The one of two endings that goes with the vowels of a word."""
    last = next((letter for letter in reversed(word) if letter in VOWELS), "а")
    return back if last in BACK else front


def cases(word: str) -> tuple[str, ...]:
    """A word in its six cases other than the nominative.

    >>> cases("бес")
    ('бестің', 'беске', 'бесті', 'бесте', 'бестен', 'беспен')
    """
    last = word[-1]
    if last in VOWELS:
        first = ("н", "ғ", "н", "д", "д", "м")
    elif last in NASAL:
        first = ("н", "ғ", "д", "д", "н", "м")
    elif last in SONOROUS:
        first = ("д", "ғ", "д", "д", "д", "м")
    elif last in VOICED:
        first = ("д", "ғ", "д", "д", "д", "б")
    else:
        first = ("т", "қ", "т", "т", "т", "п")
    front = {"ғ": "г", "қ": "к"}
    begin = [harmony(word, c, front.get(c, c)) for c in first]
    rest = (harmony(word, b, f) for b, f in (("ың", "ің"), ("а", "е"), ("ы", "і"), ("а", "е"), ("ан", "ен")))
    return tuple(word + b + r for b, r in zip(begin, (*rest, "ен"), strict=True))


def possessed(word: str) -> str:
    """A word with the ending of its owner: "үш" of them are "үші".

    >>> possessed("алты"), possessed("қырық"), possessed("үш")
    ('алтысы', 'қырқы', 'үші')
    """
    ending = harmony(word, "ы", "і")
    if word[-1] in VOWELS:
        return f"{word}с{ending}"
    head, _, last = word.rpartition(" ")
    stem = SHORTENED.get(last) or last[:-1] + SOFTENED.get(last[-1], last[-1])
    return f"{head} {stem}{ending}".lstrip()


def possessed_cases(word: str) -> tuple[str, ...]:
    """A word with the ending of its owner, in all seven cases.

    >>> possessed_cases("бес")
    ('бесі', 'бесінің', 'бесіне', 'бесін', 'бесінде', 'бесінен', 'бесімен')
    """
    own = possessed(word)
    endings = (("ның", "нің"), ("на", "не"), ("н", "н"), ("нда", "нде"), ("нан", "нен"), ("мен", "мен"))
    return (own, *(own + harmony(own, back, front) for back, front in endings))


def ordinal(number: int) -> str:
    """The ordinal of a number.

    >>> [ordinal(n) for n in (1, 2, 9, 20, 46)]
    ['бірінші', 'екінші', 'тоғызыншы', 'жиырмасыншы', 'қырық алтыншы']
    """
    word = cardinal(number)
    head, _, last = word.rpartition(" ")
    if last in {"жиырма", "екі", "алты", "жеті"}:
        ending = {"жиырма": "сыншы", "екі": "нші"}.get(last) or harmony(last, "ншы", "нші")
        return f"{head} {last}{ending}".lstrip()
    last = SHORTENED.get(last, last)
    return f"{head} {last}{harmony(last, 'ыншы', 'інші')}".lstrip()


def rows(_language: str) -> Iterator[Row]:
    """Pattern rows of Kazakh number words.

    Kinds: number, ordinal, fraction, part.
    """
    for form, value in numbers():
        yield form, "number", form, None, value, False
    for number in range(1, ORDINALS):
        word = ordinal(number)
        yield word, "ordinal", word, "rank", float(number), False
    for form, share in shares():
        yield form, "fraction", form, "%", share, False
    for form, part in ((HALF, 0.5), ("ширек", 0.25)):
        yield form, "part", form, None, part, False


def numbers() -> Iterator[tuple[str, float]]:
    """Words for numbers of 1 to 999 with and without endings, collectives, and halves of scales."""
    for number in range(1, LIMIT):
        word = cardinal(number)
        yield word, float(number)
        if number != QUARTER_TOO:
            forms = {*cases(word), *possessed_cases(word)} - OTHER_WORDS
            yield from ((form, float(number)) for form in sorted(forms))
        if number < MIXED:
            yield f"{word} жарым", number + 0.5
    for word, value in COLLECTIVES.items():
        yield from ((form, float(value)) for form in (word, *cases(word), *possessed_cases(word)))
    yield "біреуі", 1.0
    for scale, size in SCALES:
        yield f"{HALF} {scale}", size / 2
        yield f"бір жарым {scale}", size * 1.5
        yield f"ширек {scale}", size / 4


def shares() -> Iterator[tuple[str, float]]:
    """Shares in percent: "бестен екісі", "үштің бірі", "төрттен үш бөлігі", "жартысы", "ширегі"."""
    yield from ((form, 50.0) for form in (*HALVES, *(f"тең {form}" for form in HALVES)))
    yield from ((form, 25.0) for form in QUARTERS)
    for bottom in range(2, PARTS):
        for each in ("әр", "әрбір"):
            forms = (ordinal(bottom), *possessed_cases(ordinal(bottom)))
            yield from ((f"{each} {form}", round(100 / bottom, 2)) for form in forms)
    for bottom in (*range(2, PARTS), 100):
        genitive, ablative = cases(cardinal(bottom))[0], cases(cardinal(bottom))[4]
        for top in range(1, min(bottom, PARTS)):
            word, share = cardinal(top), round(top / bottom * 100, 2)
            tops = [*possessed_cases(word), *(f"{word} {part}" for part in possessed_cases("бөлік"))]
            tops += [f"{word} үлесі", f"{word} үлесін", word]
            yield from ((f"{ablative} {form}", share) for form in tops)
            yield from ((f"{genitive} {form}", share) for form in possessed_cases(word))
