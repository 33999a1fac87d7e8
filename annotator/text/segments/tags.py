"""Tags: what editors and agencies put in front of a sentence, without a speaker.

[Source: Harbour Office], (NHA) –, [Update], Correction:, 10:32 GMT –, •, 2.
"""

from __future__ import annotations

import re

from annotator.word_lists import words

#: Stand before a colon or in brackets, and address no reader.
LABELS = words(
    """
    read note photo photos image images picture pictures source sources credit video audio file
    update updated correction corrected clarification related more breaking live exclusive
    watch listen opinion analysis editor's crédit vidéo direct exclusif rectificatif précision
    applause laughter laughs cheers crosstalk inaudible music pause interruption
    """
)
#: Question and answer where no speaker is named.
ASKING = ("Q", "A")
DASH = r"(?:--|[-–—|])"
HALF, ZONE = r" ?[ap]\.?m\b\.?", r" [A-Z]{2,4}\b"
ENDS = r"(?:\s+|\Z)"
#: "[Photo: Ada Maro]", "(NHA) -".
BRACKETS = re.compile(rf"[\[(](?P<inside>[^\[\]()\n\r]{{1,60}})[\])](?P<mark>:| ?{DASH})?{ENDS}")
#: "Correction:", "Editor's note:", "UPDATE 2 -".
LABEL = re.compile(
    rf"(?P<word>[^\W\d_][\w’']*)(?: [Nn]ote)?(?: \d{{1,2}})? ?(?P<mark>:|{DASH}){ENDS}"
)
#: When an entry of a live report was written: "10:32 GMT", "6.15pm –".
CLOCK = re.compile(
    rf"\d{{1,2}}(?::\d\d(?:{HALF})?(?:{ZONE})?(?: ?(?::|{DASH}))?"
    rf"|(?:\.\d\d)?{HALF}(?:{ZONE})? ?(?::|{DASH})){ENDS}"
)
#: The mark of an item in a list, and its number.
BULLET = re.compile(r"[•▪◦‣·*–-]\s+")
NUMBER = re.compile(r"\s*\d{1,2}[.)]\s+")
PLAIN = (CLOCK, BULLET, NUMBER)
#: What goes on in small letters needs what stands before it: "[The port] is open".
GOES_ON = re.compile(r"[“\"‘«(\[]*[a-zß-ÿ]")
#: Most words of a tag in square brackets that holds no label.
FEW = 4


def behind(text: str, start: int, end: int) -> int:
    """Return where the sentence `text[start:end]` begins behind its tags."""
    while (found := tag(text, start, end)) and not GOES_ON.match(text, found.end(), end):
        start = found.end()
    return start


def tag(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the tag at `start`, with the blanks behind it."""
    label = LABEL.match(text, start, end)
    if label and label["mark"] == ":" and (is_label(label["word"]) or label["word"] in ASKING):
        return label
    if label and is_label(label["word"]) and label["word"].isupper():
        return label
    found = BRACKETS.match(text, start, end)
    if found and is_editorial(found):
        return found
    return next(filter(None, (one.match(text, start, end) for one in PLAIN)), None)


def is_editorial(brackets: re.Match[str]) -> bool:
    """Return True for brackets with a label, before a dash, with capitals or a number alone, and
    for a few words in square ones; not for “(They left) ...” nor for a speaker, “[Maro]: ...”.
    """
    inside = brackets["inside"]
    if is_label(re.split(r"[\s:]", inside, maxsplit=1)[0]):
        return True
    if brackets["mark"]:
        return brackets["mark"] != ":"
    plain = inside.isupper() or inside.isdigit()
    return plain or (brackets.group()[0] == "[" and len(inside.split()) <= FEW)


def is_label(word: str) -> bool:
    """Return True for a word that labels what follows."""
    return word.lower().replace("’", "'").rstrip(".") in LABELS
