"""Pages as an archive or a browser saved them: its toolbar taken out, the address that it keeps found."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

__all__ = ["archived_address", "host_of", "original_address", "without_toolbar"]

_TOOLBAR: Final = re.compile(
    r"<!--\s?BEGIN WAYBACK TOOLBAR INSERT\s?-->.*?<!--\s?END WAYBACK TOOLBAR INSERT\s?-->", re.DOTALL
)
_FOOT: Final = re.compile(r"<!--\s{0,9}(?:FILE ARCHIVED ON|playback timings).*?-->", re.DOTALL)
_ARCHIVED: Final = re.compile(
    r"(?:https?:)?//web\.archive\.org/web/\d{1,14}(?:[a-z]{2}_)?/((?:https?:)?(?://|%3A%2F%2F)?[^\s\"'<>]{1,2000})"
    r"|/web/\d{4,14}(?:[a-z]{2}_)?/(https?://[^\s\"'<>]{1,2000})",
    re.IGNORECASE,
)
_ADDRESSES: Final = (
    re.compile(r"""__wm\.wombat\(["'](https?://[^"']{1,2000})["']"""),
    re.compile(r"""id=["']wmtbURL["'][^>]{0,200}?value=["'](https?://[^"']{1,2000})["']"""),
    re.compile(r"<!--\s?saved from url=\(\d{1,6}\)(https?://\S{1,2000})\s"),
)
_HEAD: Final = 200_000  # characters in which the address of a saved page stands


def without_toolbar(source: str) -> str:
    """The page without what the Wayback Machine put into it.

    >>> bar = "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div>Captures</div><!-- END WAYBACK TOOLBAR INSERT -->"
    >>> without_toolbar(f"<body>{bar}<p>Ten schools.")
    '<body><p>Ten schools.'
    """
    return _FOOT.sub("", _TOOLBAR.sub("", source))


def archived_address(source: str) -> str | None:
    """The address that a saved page keeps of itself, or None.

    >>> archived_address("<!-- saved from url=(0021)https://example.org/a --><html>")
    'https://example.org/a'
    """
    found = (pattern.search(source, 0, _HEAD) for pattern in _ADDRESSES)
    return next((match[1] for match in found if match), None)


def original_address(url: str | None) -> str | None:
    """The address of the page itself where `url` is that of its copy in the Wayback Machine.

    >>> original_address("https://web.archive.org/web/20240618101500/https://example.org/a")
    'https://example.org/a'
    >>> original_address("https://example.org/b")
    'https://example.org/b'
    """
    found = _ARCHIVED.match(url) if url else None
    if not found:
        return url
    address = found[1] or found[2]
    if address.startswith("//"):
        return f"https:{address}"
    address = re.sub(r"^(https?):/{1,2}", r"\1://", address)
    return address if "://" in address else f"http://{address}"


def host_of(url: str | None) -> str | None:
    """The host of an address without www, as the name of a publisher that gives no other.

    >>> host_of("https://www.example.org/a"), host_of("nonsense")
    ('example.org', None)
    """
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
