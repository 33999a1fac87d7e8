"""Hindi words with a stop: the danda ends sentences, a full stop shortens names and titles."""

from __future__ import annotations

from annotator.text.segments.stops import Shortenings
from annotator.word_lists import words

STOPS = Shortenings(
    never=words(
        """
        डॉ डा प्रो श्री श्रीमती सुश्री पं मो सं ई पू कि मी ग्रा रु रू नं लि प्रा कं से एड इं
        ए बी सी डी एफ जी एच आई जे एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई जेड
        """
    ),
    perhaps=frozenset(),
    numbered=words("पृ क्र धारा"),
    openers=frozenset(),
)
