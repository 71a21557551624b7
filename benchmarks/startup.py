"""How long `connectivity --help` takes, beside Python doing nothing: `python -m benchmarks.startup`."""

from __future__ import annotations

from benchmarks.timing import run_seconds

__all__ = ["main"]

TIMES = 11


def main() -> None:
    """Print the medians and their ratio."""
    nothing = run_seconds(["-c", "pass"], TIMES)
    imported = run_seconds(["-c", "import connectivity"], TIMES)
    helped = run_seconds(["-c", "from connectivity.cli import main; main(['--help'])"], TIMES)
    print(f"python -c pass        {nothing:.3f} s")
    print(f"import connectivity   {imported:.3f} s  ratio {imported / nothing:.1f}")
    print(f"connectivity --help   {helped:.3f} s  ratio {helped / nothing:.1f}")


if __name__ == "__main__":
    main()
