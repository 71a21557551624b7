"""The functions of strings that an expression offers under `.str`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from connectivity.extraction.columns import expression as made
from connectivity.extraction.columns import texts

if TYPE_CHECKING:
    from connectivity.extraction.columns.column import Column

__all__ = ["Texts"]


@dataclass(frozen=True, slots=True)
class Texts:
    """Functions of the strings of an expression."""

    of: made.Expr

    def contains(self, pattern: str) -> made.Expr:
        """Whether a regular expression matches anywhere."""
        return made.node(contains, (self.of,), (pattern,))

    def ends_with(self, suffix: str) -> made.Expr:
        """Whether the string ends so."""
        return made.node(ends_with, (self.of,), (suffix,))

    def starts_with(self, prefix: str) -> made.Expr:
        """Whether the string begins so."""
        return made.node(starts_with, (self.of,), (prefix,))

    def len_chars(self) -> made.Expr:
        """The number of characters."""
        return made.node(len_chars, (self.of,))

    def to_lowercase(self) -> made.Expr:
        """In lower case."""
        return made.node(to_lowercase, (self.of,))

    def extract(self, pattern: str) -> made.Expr:
        """The first group of a regular expression; missing where it does not match."""
        return made.node(extract, (self.of,), (pattern,))

    def replace_all(self, pattern: str, text: str) -> made.Expr:
        """With every match of a regular expression exchanged."""
        return made.node(replace_all, (self.of,), (pattern, text))

    def slice(self, offset: int, length: Any = None) -> made.Expr:
        """The characters from `offset` on."""
        if length is None:
            return made.node(tail, (self.of,), (offset,))
        return made.node(part, (self.of, made.wrapped(length)), (offset,))

    def split(self, separator: str) -> Split:
        """The parts between separators."""
        return Split(self.of, separator)


@dataclass(frozen=True, slots=True)
class Split:
    """The parts of strings: `.list.first()` or `.list.last()` takes one."""

    of: made.Expr
    separator: str

    @property
    def list(self) -> Split:
        """The parts as a list."""
        return self

    def first(self) -> made.Expr:
        """The first part."""
        return made.node(first_part, (self.of,), (self.separator,))

    def last(self) -> made.Expr:
        """The last part."""
        return made.node(last_part, (self.of,), (self.separator,))


def contains(a: Column, pattern: str) -> Column:
    """A regular expression matches."""
    expression = texts.expression(pattern)
    return texts.tested(("contains", pattern), lambda: lambda text: bool(expression.search(text)), a)


def ends_with(a: Column, suffix: str) -> Column:
    """The string ends so."""
    return texts.tested(("ends", suffix), lambda: lambda text: text.endswith(suffix), a)


def starts_with(a: Column, prefix: str) -> Column:
    """The string begins so."""
    return texts.tested(("starts", prefix), lambda: lambda text: text.startswith(prefix), a)


def len_chars(a: Column) -> Column:
    """The number of characters."""
    return texts.measured(("length",), len, a)


def to_lowercase(a: Column) -> Column:
    """In lower case."""
    return texts.rewritten(("lower",), str.lower, a)


def extract(a: Column, pattern: str) -> Column:
    """The first group of a match."""
    expression = texts.expression(pattern)

    def group(text: str) -> str | None:
        found = expression.search(text)
        return found.group(1) if found else None

    return texts.rewritten(("extract", pattern), group, a)


def replace_all(a: Column, pattern: str, text: str) -> Column:
    """Every match exchanged."""
    expression = texts.expression(pattern)
    return texts.rewritten(("replace all", pattern, text), lambda found: expression.sub(text, found), a)


def tail(a: Column, offset: int) -> Column:
    """From a place on."""
    return texts.sliced(a, offset, None)


def part(a: Column, length: Column, offset: int) -> Column:
    """A part of given length."""
    return texts.sliced(a, offset, length)


def first_part(a: Column, separator: str) -> Column:
    """The part before the first separator."""
    return texts.rewritten(("first part", separator), lambda text: text.split(separator, 1)[0], a)


def last_part(a: Column, separator: str) -> Column:
    """The part behind the last separator."""
    return texts.rewritten(("last part", separator), lambda text: text.rsplit(separator, 1)[-1], a)
