"""Characters a second that extraction reads on one core, at two lengths: `python -m benchmarks.extraction`.

Time is that of the processor, so that other work on the machine does not count. Twice the text should take
twice the time: the last line is the ratio of the two speeds, 1 where it does.
"""

from __future__ import annotations

import os
import time

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # before Polars is imported
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

from benchmarks.texts import documents_of
from benchmarks.timing import median_seconds
from connectivity.extraction import extract

__all__ = ["main"]

LENGTHS = (100_000, 800_000)
TIMES = 3


def main() -> None:
    """Print the speed for one document and for two lengths of many, and how linear it is."""
    one = documents_of(1)
    seconds = median_seconds(lambda: extract(one), TIMES, time.process_time)
    print(f"one document of {len(one[0].text):,} characters: {seconds * 1000:.0f} ms")
    speeds = []
    for length in LENGTHS:
        documents = documents_of(length)
        characters = sum(len(document.text) for document in documents)
        seconds = median_seconds(lambda documents=documents: extract(documents), TIMES, time.process_time)
        speeds.append(characters / seconds)
        print(f"{characters:>9,} characters  {seconds:6.2f} s  {speeds[-1]:>9,.0f} characters a second")
    print(f"ratio of the speeds, {LENGTHS[1]:,} to {LENGTHS[0]:,} characters: {speeds[1] / speeds[0]:.2f}")


if __name__ == "__main__":
    main()
