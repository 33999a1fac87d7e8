"""Guesses and questions: apart from what a text states, until a person has answered."""

from __future__ import annotations

from annotator import dates
from annotator.import_states import GuessOrigin, QuestionKind
from annotator.imports import prepared
from annotator.imports.incoming import Guesses, IncomingText, guessed
from annotator.imports.options import ImportOptions, read, written
from annotator.imports.preview import PreviewBuilder
from annotator.imports.preview import read as read_preview
from annotator.imports.preview import written as written_preview
from annotator.imports.questions import (
    Answers,
    Choice,
    FileAnswers,
    FileQuestion,
    header_key,
)
from annotator.records import DocumentMetadata

TEXT = IncomingText(
    "a.txt",
    "The harbour is open.",
    DocumentMetadata(outlet="Northern Herald"),
    guesses=Guesses(
        DocumentMetadata(title="The harbour", outlet="NH", published=dates.parse("2025-12-06")),
        {
            "title": GuessOrigin.FIRST_LINES,
            "outlet": GuessOrigin.DATELINE,
            "published": GuessOrigin.FILE_NAME,
        },
    ),
    external_id="VER-1",
    other_fields={"topic": "sea"},
)
QUESTION = FileQuestion(
    QuestionKind.ENCODING, "b.txt", (Choice("cp1251", "Мост"), Choice("cp866", "╠юёЄ"))
)


def test_a_guess_is_not_kept_before_a_person_accepts_it() -> None:
    assert ImportOptions().metadata_of(TEXT) == DocumentMetadata(outlet="Northern Herald")
    accepted = ImportOptions(accept_guesses=True).metadata_of(TEXT)
    assert (accepted.title, str(accepted.published)) == ("The harbour", "2025-12-06")


def test_what_a_text_states_and_what_is_given_go_before_a_guess() -> None:
    options = ImportOptions(DocumentMetadata(title="Given"), accept_guesses=True)
    known = options.metadata_of(TEXT)
    assert (known.title, known.outlet) == ("Given", "Northern Herald")
    assert options.guesses_for(TEXT) == {"published": GuessOrigin.FILE_NAME}


def test_a_guess_that_no_field_can_hold_is_left_out_and_the_first_of_a_field_counts() -> None:
    found = guessed(
        [
            ("date", "soon", GuessOrigin.FIRST_LINES),
            ("date", "2025-12-06", GuessOrigin.FILE_NAME),
            ("title", "", GuessOrigin.FIRST_LINES),
            ("title", "The  harbour", GuessOrigin.PAGE_HEAD),
            ("title", "Another", GuessOrigin.FILE_NAME),
        ]
    )
    assert str(found.values.published) == "2025-12-06"
    assert found.values.title == "The harbour"
    assert found.origins == {
        "published": GuessOrigin.FILE_NAME,
        "title": GuessOrigin.PAGE_HEAD,
    }


def test_a_preview_shows_guesses_with_their_origin_and_asks_questions() -> None:
    builder = PreviewBuilder(ImportOptions())
    builder.begin_file("a.txt", 20)
    builder.ask([QUESTION])
    builder.add([TEXT, IncomingText("c.txt", "The bridge is open.")], known=())
    found = read_preview(written_preview(builder.preview()))
    assert found.questions == (QUESTION,)
    assert (found.texts, found.guessing) == (2, 1)
    first, second = found.shown
    assert (first.metadata.title, first.metadata.outlet) == ("The harbour", "Northern Herald")
    assert first.guessed == {
        "title": GuessOrigin.FIRST_LINES,
        "published": GuessOrigin.FILE_NAME,
    }
    assert second.guessed == {}


def test_chunks_keep_guesses_and_carry_questions_that_count_as_no_text() -> None:
    (chunk,) = prepared.written([QUESTION, TEXT])
    assert (chunk.size, chunk.questions) == (1, (QUESTION,))
    (text,) = prepared.read(chunk.content)
    assert isinstance(text, IncomingText)
    assert (text, text.guesses) == (TEXT, TEXT.guesses)
    assert (text.external_id, text.other_fields) == ("VER-1", {"topic": "sea"})
    (alone,) = prepared.written([QUESTION])
    assert (alone.size, alone.questions) == (0, (QUESTION,))


def test_answers_come_back_from_options_and_hold_for_their_file_first() -> None:
    answers = Answers(
        files={"a.csv": FileAnswers(encoding="cp1251")},
        everywhere=FileAnswers(encoding="cp866", day_first=True),
        tables={header_key(["body", "when"]): {"text": "body"}},
    )
    options = ImportOptions(answers=answers)
    assert read(written(options)) == options
    assert answers.of("a.csv") == FileAnswers(encoding="cp1251", day_first=True)
    assert answers.of("b.csv").encoding == "cp866"
    assert answers.columns_of("b.csv", ["body", "when"]) == {"text": "body"}
    assert answers.columns_of("b.csv", ["body"]) == {}
