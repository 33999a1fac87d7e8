"""Verbs and words of reporting, by what stands beside them. Lemmas, lower case."""

from __future__ import annotations

from annotator.text.words import words

#: Report a clause: "said that ...", "..., she said".
CLAUSE = words(
    """
    say tell add note state announce claim argue report write insist warn stress emphasize
    emphasise explain admit acknowledge declare conclude suggest reveal confirm deny assert
    believe think show find point mention reiterate remark reply respond recall predict
    allege maintain contend complain indicate tweet underline highlight hope know fear
    promise pledge vow agree concede repeat observe underscore affirm reaffirm testify
    estimate learn
    """
)
