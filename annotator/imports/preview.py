"""What an import would bring: counted while its texts are read, and shown before they are kept."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping  # noqa: TC003 - the reader looks it up
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from annotator.errors import BadInput
from annotator.import_states import GuessOrigin  # noqa: TC001
from annotator.imports.incoming import FileNote, Incoming, IncomingText, Unreadable
from annotator.imports.limits import MOST_TEXTS
from annotator.imports.questions import FileQuestion  # noqa: TC001 - the reader looks it up
from annotator.language import _
from annotator.records import DocumentMetadata  # noqa: TC001 - so are these

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from annotator.imports.options import ImportOptions

#: The first texts, unreadable ones and files are shown; the others are counted.
MOST_SHOWN, MOST_UNREADABLE, MOST_FILES = 20, 100, 100
#: The others are asked once these are answered.
MOST_QUESTIONS = 50
MOST_NOTES = 100
OPENING = 200


@dataclass(frozen=True, slots=True)
class PreviewedText:
    """A text: where it stands, what it says of itself or is given, and its first words.

    `substitute_title` is what its document is called if it has no title. The metadata holds
    guesses, too: `guessed` names their fields, and where each was found.
    """

    name: str
    metadata: DocumentMetadata
    opening: str
    repeated: bool
    substitute_title: str = ""
    guessed: Mapping[str, GuessOrigin] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PreviewedFile:
    """A file: how many texts it gives, how many are duplicates, and how many are unreadable."""

    name: str
    size: int
    texts: int = 0
    repeated: int = 0
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would bring; `texts` counts duplicates too.

    `guessing` of the texts have guessed fields. `questions` are about the files, and so are
    `notes`: files that were skipped, and what tables lacked.
    """

    files: tuple[PreviewedFile, ...] = ()
    file_count: int = 0
    texts: int = 0
    repeated: int = 0
    unreadable: int = 0
    shown: tuple[PreviewedText, ...] = ()
    failures: tuple[Unreadable, ...] = ()
    questions: tuple[FileQuestion, ...] = ()
    guessing: int = 0
    notes: tuple[FileNote, ...] = ()
    note_count: int = 0

    @property
    def new(self) -> int:
        """Return how many texts would become documents."""
        return self.texts - self.repeated


class PreviewBuilder:
    """Counts the texts of an import as they are read."""

    def __init__(self, options: ImportOptions) -> None:
        self._options = options
        self._seen: dict[bytes, int] = {}
        self._counts: Counter[str] = Counter()
        self._files: list[PreviewedFile] = []
        self._shown: list[PreviewedText] = []
        self._failures: list[Unreadable] = []
        self._questions: list[FileQuestion] = []
        self._notes: list[FileNote] = []

    @property
    def offered(self) -> int:
        """Return how many texts were read, with those that are unreadable."""
        return self._counts["texts"] + self._counts["unreadable"]

    def begin_file(self, name: str, size: int) -> None:
        """Count the texts that follow for this file."""
        self._counts["files"] += 1
        if len(self._files) < MOST_FILES:
            self._files.append(PreviewedFile(name, size))

    def add(self, texts: Iterable[Incoming], known: Container[str]) -> dict[int, int]:
        """Count texts; `known` are the SHA-256 of documents.

        Returns, for each duplicate by its index, the place of the earlier text, 0 for a document.
        Raises BadInput for more than MOST_TEXTS, and for several where the options are for one.
        """
        repeats: dict[int, int] = {}
        for index, text in enumerate(texts):
            if isinstance(text, Unreadable):
                self._count("unreadable")
                if len(self._failures) < MOST_UNREADABLE:
                    self._failures.append(text)
            elif (first := self._add(text, known)) is not None:
                repeats[index] = first
        self._refuse_too_many()
        return repeats

    def ask(self, questions: Iterable[FileQuestion]) -> None:
        """Keep questions for the person who sees the preview."""
        self._questions += questions
        del self._questions[MOST_QUESTIONS:]

    def note(self, notes: Iterable[FileNote]) -> None:
        """Keep remarks on files for the person who sees the preview."""
        for note in notes:
            self._counts["notes"] += 1
            if len(self._notes) < MOST_NOTES:
                self._notes.append(note)

    def preview(self) -> Preview:
        """Return what was counted."""
        return Preview(
            files=tuple(self._files),
            file_count=self._counts["files"],
            texts=self._counts["texts"],
            repeated=self._counts["repeated"],
            unreadable=self._counts["unreadable"],
            shown=tuple(self._shown),
            failures=tuple(self._failures),
            questions=tuple(self._questions),
            guessing=self._counts["guessing"],
            notes=tuple(self._notes),
            note_count=self._counts["notes"],
        )

    def _add(self, text: IncomingText, known: Container[str]) -> int | None:
        sha256 = sha256_of(text)
        self._count("texts")
        place = self.offered
        first = self._seen.setdefault(bytes.fromhex(sha256), place)
        repeated = sha256 in known or first != place
        if repeated:
            self._count("repeated")
        self._counts["guessing"] += bool(self._options.guesses_for(text))
        if len(self._shown) < MOST_SHOWN:
            self._shown.append(previewed(text, self._options, repeated=repeated))
        if not repeated:
            return None
        return 0 if sha256 in known else first

    def _count(self, kind: str) -> None:
        self._counts[kind] += 1
        if self._counts["files"] == len(self._files) and self._files:
            last = self._files[-1]
            self._files[-1] = replace(last, **{kind: getattr(last, kind) + 1})

    def _refuse_too_many(self) -> None:
        if self.offered > MOST_TEXTS:
            raise BadInput(
                _(
                    "The files hold more than %(most)s texts. Import them in several parts.",
                    most=f"{MOST_TEXTS:,}",
                )
            )
        if self._options.for_one and self._counts["texts"] > 1:
            raise BadInput(
                _(
                    "A title or an address belongs to one text. Import that file by itself, or "
                    "leave both empty."
                ),
                "title",
            )


def previewed(text: IncomingText, options: ImportOptions, *, repeated: bool) -> PreviewedText:
    """Return a text as a person confirms it: with its guesses, and where they come from."""
    known = text.metadata.completed_by(options.unstated)
    return PreviewedText(
        name=text.name,
        metadata=known.completed_by(text.guesses.values),
        opening=" ".join(text.text[: 2 * OPENING].split())[:OPENING],
        repeated=repeated,
        substitute_title=text.substitute_title,
        guessed=options.guesses_for(text),
    )


def sha256_of(text: IncomingText) -> str:
    """Return the hash by which a text is found again."""
    return hashlib.sha256(text.text.encode()).hexdigest()


def written(preview: Preview) -> str:
    """Return the preview as JSON."""
    return msgspec.json.encode(preview).decode()


def read(json: str) -> Preview:
    """Return the preview from JSON."""
    return msgspec.json.decode(json, type=Preview)
