"""A document of an import that is not done shows on no page but the import's, in no search or
export.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.importing import half_imported
from tests.web.hidden_claims_test import _exported, _shown, _with_every_role

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from tests.visitor import Visitor
    from tests.world import World

CANARY = "kestrelwing"
#: What an editor sees of an import while it runs; not what is read in it for claims.
IMPORTING = {"/imports", "/imports/#2", "/imports/#2/claims", "/jobs", "/audit-log"}


def test_no_page_tells_of_a_document_that_is_being_imported(
    app: Flask, visitor: Callable[..., Visitor], world: World
) -> None:
    rita, ann = _with_every_role(world, visitor), visitor("ann")
    world.import_statements("the harbour was open", "the port was safe")
    before = [_shown(app, rita, world), _shown(app, ann, world)]
    exported = _exported(world)
    table = f"text,title\nA {CANARY} is safe.,{CANARY}\nThe {CANARY} flew.,Two\n".encode()
    half_imported(world, ("a.csv", table), texts=1)
    after = [_shown(app, rita, world), _shown(app, ann, world)]
    for one, other in zip(before, after, strict=True):
        changed = [path for path, shown in other.items() if shown != one[path]]
        # The new import is listed and has its pages, administrators see its job, and the audit log
        # vouches for rows without naming them.
        assert set(changed) <= IMPORTING
        for path in ("/audit-log", "/imports/#2/claims"):
            assert CANARY not in str(other.get(path, ""))
    assert _exported(world) == exported
    for person in (rita, ann):
        assert CANARY not in person.text(f"/?words={CANARY}").replace(f'value="{CANARY}"', "")
