"""A page that holds several articles run together, split into its articles and the rest.

An article is a headline (one line, blank lines around it, no full stop) with a long body. Headings of the
sections of one report look alike, so a page is split only on the evidence of a small score. A headline earns

| points | for |
|---|---|
| 2 | six words or more (1 for four or five): headings of sections are short |
| 1 | capital letters behind its first word: a name, or title case |
| 1 | two of its words in the first 60 words of its body: a lead takes its headline up |
| 1 | a date or dateline where its body begins |
| 1 | a body of at least 80 words (`LONG_BODY`), in lines of prose |

It is *strong* with a long body and 4 points (`STRONG`). The page is split when three headlines are strong and
no other line is the heading of a report ("Introduction", "2.1 Method"); two are enough on a page that shows a
results counter or a ticker, one where lines repeat as a ticker does. On a page that is split, a headline with
3 points and 30 words of body (`SHORT_BODY`) is an article too; where the counter says how many stories are
shown, the best so many are taken. Everything else is residue: ticker, counter, navigation.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from connectivity.documents.dates import dates_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["LONG_BODY", "SHORT_BODY", "STRONG", "Part", "split_page", "title_line"]

LONG_BODY: Final = 80  # words
SHORT_BODY: Final = 30  # words
STRONG: Final = 4  # points
_WEAK: Final = 3  # points
_STRONG_NEEDED: Final = 3
_REPEATS: Final = 3  # a line of a ticker or a menu stands so often
_FURNITURE_LENGTH: Final = 80  # code points; a repeated line of prose is longer
_PROSE_LINE: Final = 8  # words; shorter lines are lists, tables and menus
_LINE: Final = 120  # code points; a longer line is no heading
_LEAD: Final = 60  # words of the body compared with the headline
_SHORT_HEADLINE, _LONG_HEADLINE, _LONGEST_HEADLINE = 4, 6, 24  # words

_COUNTER: Final = re.compile(
    r"(?:viewing|showing|displaying)?\s?(?:results?|items?|articles?|stories|page)?\s?"
    r"(\d{1,5})\s?(?:-|\u2013|to)\s?(\d{1,5})\s(?:of|from)\s(?:about\s)?[\d,]{1,9}(?:\s\w{1,12}){0,2}$",
    re.IGNORECASE,
)
_QUOTE: Final = re.compile(r"\W{0,3}[A-Z]{3}\s?/\s?[A-Z]{3}\s?[=:]?\s?\d")
_MENU: Final = re.compile(
    r"\W{0,3}(?:read more|load more|show more|more stories|older (?:stories|posts)|newer (?:stories|posts)|"
    r"next page|previous page|previous|next|share|subscribe|sign in|log in|home|search|menu|comments?|"
    r"advertisement|page \d{1,4}(?: of \d{1,4})?)\b[^.!?]{0,40}$",
    re.IGNORECASE,
)
_REPORT: Final = re.compile(
    r"(?:\d{1,2}\.?\s{1,3})?(?:introduction|conclusions?|(?:executive )?summary|background|"
    r"method(?:s|ology)?|(?:table of )?contents|references|recommendations|(?:key |main )?findings|"
    r"explanations?|glossary)$|"
    r"(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}[.)]|[IVX]{1,5}\.|annex|appendix|chapter|section|part)\s[^.!?]{1,80}$",
    re.IGNORECASE,
)
_NO_HEADLINE: Final = re.compile(
    r"[•*·▪●\-\u2013\u2014#>|]|\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-zA-Z0-9]{1,3}\)\s|[A-Z][.]\s|[QA]:\s|"
    r"(?:Table|Figure|Fig|Chart|Box|Annex|Appendix|Chapter|Section|Part|Lot|Notes?|Source|Sources)\b[\s.:]",
)
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_COMMON: Final = frozenset(
    {
        "the",
        "and",
        "for",
        "with",
        "from",
        "that",
        "this",
        "are",
        "was",
        "has",
        "have",
        "will",
        "its",
        "their",
        "new",
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page: an article, or the residue.

    Attributes:
        start: Offset in the page.
        text: For an article exactly `page[start : start + len(text)]`; the residue without repeated lines.
        title: The headline, or None.
        residue: Whether it is what is left beside the articles.
    """

    start: int
    text: str
    title: str | None
    residue: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """Consecutive lines without a blank one between them, all furniture or none."""

    start: int
    end: int
    furniture: bool
    headline: bool
    words: int  # in lines of prose


@dataclass(frozen=True, slots=True)
class _Story:
    """A headline and the blocks up to the next one."""

    first: int  # index of the headline's block
    last: int  # index after its last block
    score: int
    words: int

    @property
    def strong(self) -> bool:
        return self.words >= LONG_BODY and self.score >= STRONG


def split_page(page: str, *, not_titles: Iterable[str] = ()) -> tuple[Part, ...]:
    r"""The articles of a page with its residue first; empty when the page is one document.

    Args:
        page: The text of the page.
        not_titles: Lines known to be headings of sections (from markup), never taken for headlines.

    >>> split_page("Villages get fibre\n\nThe ministry counted 2,606 villages.")
    ()
    """
    blocks = _blocks(page, frozenset(not_titles))
    stories = _stories(page, blocks)
    shown = _shown(page, blocks)
    ticker = _has_ticker(page, blocks)
    if ticker:
        needed = 1
    elif any(block.furniture for block in blocks):
        needed = _STRONG_NEEDED - 1
    else:
        needed = len(blocks) if _is_report(page, blocks) else _STRONG_NEEDED
    if sum(story.strong for story in stories) < needed:
        return _without_headlines(page, blocks) if ticker else ()
    kept = _kept(stories, shown)
    articles = _articles(page, blocks, kept)
    return (*_residue(page, articles), *articles)


def title_line(text: str) -> str | None:
    r"""The first line of a text when it stands alone and reads as a title, else None.

    >>> title_line("Villages get fibre\n\nThe ministry counted them."), title_line("The ministry.")
    ('Villages get fibre', None)
    """
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    alone = rest.strip() and (rest.lstrip(" \t").startswith("\n") or len(first.split()) >= _SHORT_HEADLINE)
    return first if alone and _is_title(first) else None


def _is_title(line: str) -> bool:
    words = line.split()
    return (
        0 < len(words) <= _LONGEST_HEADLINE
        and any(character.isalpha() for character in line)
        and (not line.endswith((".", ":", ";", ",", "!")) or line.endswith("U.S."))
        and "\t" not in line
        and " | " not in line
        and " = " not in line
        and not line.startswith(("•", "*", "-", "|"))
    )


def _is_headline(line: str) -> bool:
    """A title of at least three words that does not open as a list, a table or a section does."""
    return (
        _is_title(line)
        and len(line.split()) >= _SHORT_HEADLINE - 1
        and not line[0].islower()
        and not _NO_HEADLINE.match(line)
        and len(_WORD.findall(line)) > 1
    )


def _blocks(page: str, not_titles: frozenset[str]) -> list[_Block]:
    """The page's blocks in order; a change between furniture and other lines ends a block too."""
    lines, at = [], 0
    for line in page.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    repeated = Counter(line.strip() for _, line in lines if line.strip() and len(line) <= _FURNITURE_LENGTH)
    blocks: list[_Block] = []
    run: list[tuple[int, str]] = []
    run_furniture = False
    for start, line in [*lines, (at, "")]:
        text = line.strip()
        furniture = bool(text) and _is_furniture(text, repeated)
        if run and (not text or furniture != run_furniture):
            blocks.append(_block(run, furniture=run_furniture, not_titles=not_titles))
            run = []
        if text:
            run.append((start, line))
            run_furniture = furniture
    return blocks


def _is_furniture(line: str, repeated: Counter[str]) -> bool:
    return repeated[line] >= _REPEATS or bool(_COUNTER.match(line) or _QUOTE.match(line) or _MENU.match(line))


def _block(run: Sequence[tuple[int, str]], *, furniture: bool, not_titles: frozenset[str]) -> _Block:
    first, last = run[0], run[-1]
    start = first[0] + len(first[1]) - len(first[1].lstrip())
    end = last[0] + len(last[1].rstrip())
    line = first[1].strip()
    counts = [len(text.split()) for _, text in run if "|" not in text and "\t" not in text]
    return _Block(
        start,
        end,
        furniture,
        headline=not furniture and len(run) == 1 and line not in not_titles and _is_headline(line),
        words=0 if furniture else sum(count for count in counts if count >= _PROSE_LINE),
    )


def _stories(page: str, blocks: Sequence[_Block]) -> list[_Story]:
    """Headlines with their bodies; a headline without enough body falls to the story before it."""
    firsts = _first_of_runs(page, blocks)
    bounds: list[tuple[int, int, int]] = []  # first block, block after the last, words
    for first, last in pairwise([*firsts, len(blocks)]):
        words = sum(block.words for block in blocks[first + 1 : last])
        if bounds and words < SHORT_BODY:
            bounds[-1] = (bounds[-1][0], last, bounds[-1][2] + words)
        elif bounds and bounds[-1][2] < SHORT_BODY:
            bounds[-1] = (first, last, words)
        else:
            bounds.append((first, last, words))
    return [_story(page, blocks, first, last) for first, last, words in bounds if words >= SHORT_BODY]


def _first_of_runs(page: str, blocks: Sequence[_Block]) -> list[int]:
    """Of headlines that follow each other, as title and subtitle do, the one that the body takes up best."""
    firsts: list[int] = []
    index = 0
    while index < len(blocks):
        end = index
        while end < len(blocks) and blocks[end].headline:
            end += 1
        if end > index and end < len(blocks):
            firsts.append(max(range(index, end), key=lambda i: (_taken_up(page, blocks, i, end), -i)))
        index = max(end, index + 1)
    return firsts


def _taken_up(page: str, blocks: Sequence[_Block], headline: int, body: int) -> int:
    """How many words of the headline the first words of the body repeat."""
    words = _stems(page[blocks[headline].start : blocks[headline].end])
    lead = " ".join(page[blocks[body].start : blocks[body].start + _LEAD * 12].split()[:_LEAD])
    return len(words & _stems(lead))


def _stems(text: str) -> set[str]:
    return {word[:5].lower() for word in _WORD.findall(text) if word.lower() not in _COMMON}


def _story(page: str, blocks: Sequence[_Block], first: int, last: int) -> _Story:
    headline = page[blocks[first].start : blocks[first].end]
    words = sum(block.words for block in blocks[first + 1 : last])
    body = min(first + 1, len(blocks) - 1)
    length = len(headline.split())
    opening = page[blocks[body].start : min(blocks[body].end, blocks[body].start + 100)]
    score = (
        (2 if length >= _LONG_HEADLINE else 1 if length >= _SHORT_HEADLINE else 0)
        + any(word[:1].isupper() for word in re.split(r"[\s\"'“\u2018(-]+", headline)[1:])
        + (_taken_up(page, blocks, first, body) > 1)
        + bool(dates_in(opening))
        + (words >= LONG_BODY)
    )
    return _Story(first, last, score, words)


def _shown(page: str, blocks: Sequence[_Block]) -> int | None:
    """How many stories the results counter says the page shows."""
    for block in blocks:
        found = block.furniture and _COUNTER.match(page[block.start : block.end].strip())
        if found:
            shown = int(found[2]) - int(found[1]) + 1
            return shown if shown > 0 else None
    return None


def _is_report(page: str, blocks: Sequence[_Block]) -> bool:
    """Whether a line that stands alone is the heading of a report's section."""
    return any(
        _REPORT.match(page[block.start : block.end]) for block in blocks if block.end - block.start < _LINE
    )


def _has_ticker(page: str, blocks: Sequence[_Block]) -> bool:
    """Whether a block of several lines repeats itself."""
    for block in blocks:
        lines = (
            [line.strip() for line in page[block.start : block.end].split("\n")] if block.furniture else []
        )
        if len(lines) >= 2 * _REPEATS and len(set(lines)) * _REPEATS <= len(lines):
            return True
    return False


def _kept(stories: Sequence[_Story], shown: int | None) -> list[_Story]:
    good = [story for story in stories if story.strong or story.score >= _WEAK]
    if shown is not None and shown < len(good):
        good = sorted(good, key=lambda story: (-story.strong, -story.score, -story.words))[:shown]
    elif shown is not None and shown > len(good):
        others = sorted((s for s in stories if s not in good), key=lambda story: (-story.score, -story.words))
        good += others[: shown - len(good)]
    return sorted(good, key=lambda story: story.first)


def _articles(page: str, blocks: Sequence[_Block], kept: Sequence[_Story]) -> list[Part]:
    """Each story up to the next; furniture at its end is left over."""
    articles = []
    for index, story in enumerate(kept):
        last = kept[index + 1].first if index + 1 < len(kept) else len(blocks)
        while last > story.first + 1 and blocks[last - 1].furniture:
            last -= 1
        start, end = blocks[story.first].start, blocks[last - 1].end
        title = page[start : blocks[story.first].end]
        articles.append(Part(start, page[start:end], title))
    return articles


def _without_headlines(page: str, blocks: Sequence[_Block]) -> tuple[Part, ...]:
    """A ticker and the one text beside it, if there is one."""
    prose = [block for block in blocks if not block.furniture]
    if not prose:
        return tuple(_residue(page, []))
    text = page[prose[0].start : prose[-1].end]
    article = Part(prose[0].start, text, title_line(text))
    return (*_residue(page, [article]), article)


def _residue(page: str, articles: Sequence[Part]) -> list[Part]:
    """What stands beside the articles as one part, each of its lines once; none when it is blank."""
    edges = [0, *(edge for part in articles for edge in (part.start, part.start + len(part.text))), len(page)]
    seen: set[str] = set()
    kept: list[str] = []
    first = 0
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        at = start
        for line in page[start:end].split("\n"):
            text = line.strip()
            if text and not seen:
                first = at + len(line) - len(line.lstrip())
                kept.append(line.lstrip())
            elif seen and (text not in seen if text else kept[-1]):
                kept.append(line if text else "")
            if text:
                seen.add(text)
            at += len(line) + 1
    text = "\n".join(kept).rstrip()
    return [Part(first, text, None, residue=True)] if text else []
