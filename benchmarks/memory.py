"""Peak memory of extraction, over what importing it takes: `python -m benchmarks.memory`."""

from __future__ import annotations

import resource
import subprocess
import sys

__all__ = ["main", "peak"]

LENGTHS = (0, 250_000, 1_000_000, 2_000_000)


def peak(characters: int) -> int:
    """The most memory, in MB, that this process has held after extracting so many characters."""
    from benchmarks.texts import documents_of
    from connectivity.extraction import extract

    extract(documents_of(characters))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Print the peak at each length; each is measured in a process of its own."""
    base = 0
    for length in LENGTHS:
        code = f"from benchmarks.memory import peak; print(peak({length}))"
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        megabytes = int(done.stdout)
        base = base or megabytes
        print(f"{length:>9,} characters  {megabytes:>5} MB  {megabytes - base:>5} MB over none")


if __name__ == "__main__":
    main()
