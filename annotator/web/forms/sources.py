"""A source on its way in: an address, a text or a file."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired

from annotator.cleaning import whole_number
from annotator.language import lazy
from annotator.records import SourceText
from annotator.tokens import Token, token_in
from annotator.web.forms.base import AddressField, DateField, Form, LineField


class AddressForm(Form):
    """What is at an address; `instead_of` is the fetch that failed, where it is tried again."""

    page = AddressField(
        lazy("Address"), validators=[DataRequired(lazy("Enter the address of the page."))]
    )
    instead_of = HiddenField()


class FileForm(Form):
    """A file of one's own."""

    file = FileField(
        lazy("HTML, PDF or text file"), validators=[DataRequired(lazy("Choose a file."))]
    )


class TextForm(Form):
    """A text as an annotator pastes it."""

    text = TextAreaField(lazy("Text"), validators=[DataRequired(lazy("Paste the text."))])
    url = AddressField(lazy("Address"))
    title = LineField(lazy("Title"))
    publisher = LineField(lazy("Publisher"))
    published = DateField(lazy("Publication date"))

    def given(self) -> SourceText:
        """Return the form as a record. Only after it was validated."""
        return SourceText(
            text=self.text.data or "",
            media_type="text/plain",
            title=self.title.data or "",
            publisher=self.publisher.data or "",
            published=self.published.date,
            url=self.url.address,
        )


class FoundForm(Form):
    """A document or a source that a search has found."""

    document = HiddenField()
    fetch = HiddenField()

    def ids(self) -> tuple[int | None, Token | None]:
        """Return the document's id and the fetch's token: one of them."""
        return whole_number(self.document.data), token_in(self.fetch.data)
