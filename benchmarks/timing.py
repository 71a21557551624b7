"""What the benchmarks share: medians of repeated runs."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

__all__ = ["median_seconds", "run_seconds"]


def median_seconds(
    work: Callable[[], object], times: int, clock: Callable[[], float] = time.perf_counter
) -> float:
    """The median of the seconds that `work` takes by a clock, after one run that is not counted."""
    work()
    taken = []
    for _ in range(times):
        begin = clock()
        work()
        taken.append(clock() - begin)
    return statistics.median(taken)


def run_seconds(arguments: Sequence[str], times: int) -> float:
    """The median of the seconds that a fresh Python takes with these arguments."""
    command = [sys.executable, *arguments]
    return median_seconds(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL), times)
