"""The design system: every component in all states, for developers and for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, render_template
from wtforms import (
    BooleanField,
    Form,
    MultipleFileField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.widgets import CheckboxInput, ListWidget

from annotator.agreement.statistic import Figure
from annotator.dates import parse
from annotator.http.access import allow_anybody
from annotator.http.transaction import settings
from annotator.schemes import shipped
from annotator.web.charts import YARDSTICKS, Cell, CellGrid, axis

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("design", __name__)

#: The colours of tokens.css and what each is for.
COLOURS = (
    ("ground", "page"),
    ("sheet", "inputs, row in focus"),
    ("sunk", "hover, tags"),
    ("ink", "text, rules, primary button"),
    ("quiet", "second text"),
    ("rule", "hairlines"),
    ("edge", "borders of controls"),
    ("mark", "claim in the text"),
    ("mark-soft", "warnings, differences"),
    ("spot", "you are here, in review"),
    ("mark-edge", "edge of the marker"),
    ("for", "supported, supports"),
    ("against", "refuted, contradicts"),
    ("wrong", "problems, errors"),
)


class SpecimenForm(Form):  # type: ignore[misc]
    """One field of each kind. Its answers are given, as a form that came back."""

    name = StringField("Name")
    overlap = StringField("Annotators per claim")
    why = TextAreaField("Reason")
    files = MultipleFileField("Files")
    language = SelectField(
        "Language", choices=[SelectChoice("en", "English"), SelectChoice("fr", "French")]
    )
    rule = RadioField(
        "Rule of a release",
        choices=[SelectChoice("decided", "decided"), SelectChoice("majority", "majority")],
    )
    hints = BooleanField("Offer hints to annotators")
    reasons = SelectMultipleField(
        "Why annotators disagreed",
        choices=[SelectChoice("slip", "slip"), SelectChoice("guideline", "gap in the guideline")],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    sure = RadioField(
        "How sure?", choices=[SelectChoice(str(number), str(number)) for number in range(1, 6)]
    )
    claim = RadioField(
        "Is this a claim?",
        choices=[SelectChoice("yes", "Yes, as written"), SelectChoice("no", "Not a claim")],
    )
    verdict = RadioField(
        "Verdict",
        choices=[SelectChoice(label.code, label.name) for label in shipped("verdicts").verdicts],
    )


@page.get("/design")
@allow_anybody
def components() -> ResponseReturnValue:
    """Return every component, if CLAIMBOOK_DESIGN is on."""
    if not settings().design_page:
        abort(404)
    form = SpecimenForm(
        data={
            "name": "Depot blast at Sallow Point",
            "overlap": "5",
            "sure": "4",
            "verdict": "refuted",
        }
    )
    form.overlap.errors = ["5 is more than the 4 members. Add a member or lower the number."]
    return render_template(
        "design.html",
        form=form,
        scheme=shipped("verdicts"),
        claim_lines=_claims(),
        colours=COLOURS,
        **_pictures(),
    )


def _claims() -> list[dict[str, Any]]:
    """Return claims of a table: one decided, one to review, one that is in no set."""
    line = {
        "claim_id": 0,
        "claim_set_id": 1,
        "language": "en",
        "speaker": "Jonas Ferrel",
        "published": parse("2025-12-06"),
        "document": (0, "Envoy walks the harbour"),
        "judged_by": 2,
    }
    return [
        {**line, "text": "The harbour is open", "state": "decided", "label": "refuted"},
        {**line, "text": "41 soldiers were wounded", "state": "review"},
        {
            **line,
            "claim_set_id": None,
            "judged_by": None,
            "speaker": "",
            "text": "The port has 9,300 residents",
            "state": "candidate",
        },
    ]


def _pictures() -> dict[str, Any]:
    """Return what the pictures of agreement show."""
    figures = (Figure(0.62, interval=(0.55, 0.69)), Figure(-0.1, interval=(-0.3, 0.1)))
    cells = tuple(
        tuple(Cell(share, f"{share:.0%}", f"{share:.0%}: an example", "#") for share in row)
        for row in ((0.81, 0.04), (0.28, 0.12))
    )
    names = ("Supported", "Refuted")
    return {
        "axis": axis([-0.3]),
        "figures": figures,
        "yardsticks": YARDSTICKS,
        "grid": CellGrid(names, names, cells),
        "line": ((8, 4), (24, 12), (40, 8), (56, 18)),
    }
