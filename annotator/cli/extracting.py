"""`extract`: what is found in texts, as JSON, without a database."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import Progress

from annotator import text
from annotator.cleaning import clean
from annotator.cli.context import plain_errors
from annotator.errors import BadInput
from annotator.imports.decoding import decoded
from annotator.text.shares import content_shares

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.text.extraction import Attribution, Extraction, Spans


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--language", default="en", show_default=True)
@plain_errors
def extract(files: tuple[Path, ...], language: str) -> None:
    """Print the sentences and claims of text files, or of .jsonl files of `doc_id` and `text`.

    One JSON object a document, in the order given; offsets are code points into the text.
    """
    documents = [found for file in files for found in _documents(file)]
    with Progress(console=Console(stderr=True), transient=True) as progress:
        for name, words in progress.track(documents, description="Reading"):
            found = text.extract(words, language)
            line = json.dumps(_contract(name, words, found), ensure_ascii=False)
            sys.stdout.write(line + "\n")


def _documents(file: Path) -> Iterator[tuple[str, str]]:
    try:
        words = decoded(file.read_bytes())
    except BadInput as error:
        raise BadInput(f"{file}: {error}") from error
    if file.suffix.lower() != ".jsonl":
        yield file.stem, clean(words)
        return
    for number, line in enumerate(words.split("\n"), start=1):
        if line.strip():
            yield _row(f"{file}, line {number}", line)


def _row(where: str, line: str) -> tuple[str, str]:
    try:
        row = json.loads(line)
        return str(row["doc_id"]), clean(row["text"])
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{where}: it needs “doc_id” and “text” ({error}).") from error


def _contract(name: str, words: str, found: Extraction) -> dict[str, Any]:
    """What the scorers read, and beside it each claim's own words and what made it.

    The scorers join an attribution's content from the spans of its claims, so `spans` has the
    words that stand between claims as well; `own_spans` are what `text` is read from.
    """
    claims = []
    for candidate, share in zip(found.candidates, content_shares(words, found), strict=True):
        said = None if candidate.attribution is None else found.attributions[candidate.attribution]
        claims.append(
            {
                "spans": _pairs(share),
                "own_spans": _pairs(candidate.spans),
                "text": candidate.text,
                "speaker": _speaker(said),
                "cue": {"spans": _pairs(said.cue)} if said and said.cue else None,
                "score": candidate.score,
                "worthiness": candidate.worthiness,
                "rule": candidate.rule,
                "repeats": candidate.repeats,
            }
        )
    return {
        "doc_id": name,
        "extractor": found.extractor,
        "sentences": [[s.span.start, s.span.end] for s in found.sentences],
        "claims": claims,
    }


def _speaker(said: Attribution | None) -> dict[str, Any] | None:
    """Who says it; None also for what "was said" by nobody in particular."""
    if said is None or not (said.source or said.speaker):
        return None
    return {"spans": _pairs(said.source), "name": said.speaker}


def _pairs(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
