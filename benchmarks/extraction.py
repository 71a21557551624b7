"""Characters a second that extraction reads on one core, at two lengths: `python -m benchmarks.extraction`.

Time is that of the processor, so that other work on the machine does not count. Twice the text should take
twice the time: a line gives the ratio of the two speeds, 1 where it does. quantulum3 reads the same texts in
the same run where an interpreter has it (`--peer PYTHON`). Its classifier of ambiguous units is off, as the
models it comes with do not load beside a current scikit-learn; with it, it would be slower.
"""

from __future__ import annotations

import argparse
import os
import sys
import time

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # before Polars and numpy are imported
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

from benchmarks.peer import peer_output
from benchmarks.texts import documents_of
from benchmarks.timing import median_seconds
from connectivity.extraction import extract

__all__ = ["main"]

LENGTHS = (100_000, 800_000)
PEER_LENGTH = 40_000  # as much as quantulum3 reads in a few seconds
SHORT = 800
TIMES = 5
PEER = """
import importlib.util, json, statistics, sys, time
if importlib.util.find_spec("quantulum3") is None:
    sys.exit(3)
from quantulum3 import classifier, parser
classifier.USE_CLF = False
texts = json.load(sys.stdin)
taken = []
for _ in range(3):
    begin = time.process_time()
    for text in texts:
        parser.parse(text)
    taken.append(time.process_time() - begin)
print(statistics.median(taken))
"""


def short_document() -> float:
    """The seconds that one document of `SHORT` characters takes, once everything is loaded."""
    (document,) = documents_of(1)
    short = [type(document)(doc="short", text=document.text[:SHORT])]
    return median_seconds(lambda: extract(short), 4 * TIMES, time.process_time)


def speed(length: int) -> float:
    """Characters a second on texts of a length, printed with the time."""
    documents = documents_of(length)
    characters = sum(len(document.text) for document in documents)
    seconds = median_seconds(lambda: extract(documents), TIMES, time.process_time)
    print(f"{characters:>9,} characters  {seconds:6.2f} s  {characters / seconds:>9,.0f} characters a second")
    return characters / seconds


def peer_speed(python: str) -> float | None:
    """Characters a second that quantulum3 reads, its classifier off; None where it is not installed."""
    texts = [document.text for document in documents_of(PEER_LENGTH)]
    printed = peer_output(python, PEER, texts)
    return None if printed is None else sum(map(len, texts)) / float(printed)


def main(arguments: list[str] | None = None) -> None:
    """Print the speed for one short document and for two lengths of many, and beside a peer."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peer", default=sys.executable, help="an interpreter that has quantulum3")
    options = parser.parse_args(arguments)
    print(f"one document of {SHORT:,} characters: {short_document() * 1000:.0f} ms")
    speeds = [speed(length) for length in LENGTHS]
    print(f"ratio of the speeds, {LENGTHS[1]:,} to {LENGTHS[0]:,} characters: {speeds[1] / speeds[0]:.2f}")
    peer = peer_speed(options.peer)
    if peer is None:
        print("quantulum3 is not installed here; --peer names an interpreter that has it")
        return
    print(f"quantulum3, its classifier off: {peer:,.0f} characters a second")
    print(f"extraction of all attributes is {speeds[-1] / peer:.0f} times as fast")


if __name__ == "__main__":
    main()
