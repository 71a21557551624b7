"""The command that scores extraction against annotated documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from connectivity.cli.options import LexiconOption

if TYPE_CHECKING:
    import polars as pl

    from connectivity.extraction.evaluation import Scores

__all__ = ["COMMANDS", "evaluate"]


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD", help="Annotated documents, one JSON object a line.", show_default=False
        ),
    ],
    predicted: Annotated[
        Path | None,
        typer.Argument(
            metavar="PREDICTED",
            help="Extracted figures, one a line; the texts of GOLD are extracted unless given.",
            show_default=False,
        ),
    ] = None,
    *,
    errors: Annotated[int, typer.Option("--errors", metavar="N", min=0, help="Show this many mistakes.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="The scores as JSON.", show_default=False)] = False,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="CODE", help="Only documents in this language.")
    ] = None,
    lexicon: LexiconOption = None,
) -> None:
    """Score extraction against annotations.

    Precision, recall and F1 of figures and claims, and agreement by attribute.
    """
    import json

    from connectivity.cli.annotated import load_annotated, load_figures
    from connectivity.extraction.evaluation import score

    documents = load_annotated(gold, lang)
    figures = _extracted(gold, documents, lexicon) if predicted is None else load_figures(predicted)
    scores = score(documents, figures)
    typer.echo(json.dumps(scores.as_dict()) if as_json else _words(scores))
    for mistake in scores.mistakes[:errors]:
        typer.echo(mistake)


def _extracted(gold: Path, documents: list[dict[str, Any]], lexicon: list[Path] | None) -> pl.DataFrame:
    from connectivity.cli.gathering import Reading, gather

    figures = gather([str(gold)], Reading(lexicon=lexicon)).figures
    pages = figures["doc"].str.split("#").list.first()
    return figures.filter(pages.is_in([document["doc"] for document in documents]))


def _words(scores: Scores) -> str:
    lines = [f"{scores.documents} documents"]
    for name, rate in (("figures", scores.figures), ("claims", scores.claims)):
        lines.append(
            f"{name:8} precision {rate.precision:.3f}  recall {rate.recall:.3f}  F1 {rate.f1:.3f}"
            f"  ({rate.gold} annotated, {rate.predicted} extracted)"
        )
    shares = "  ".join(f"{name} {share:.3f}" for name, share in scores.attributes.items())
    return "\n".join([*lines, f"agreement on matched figures: {shares}"])


COMMANDS: Final[tuple[Callable[..., Any], ...]] = (evaluate,)
