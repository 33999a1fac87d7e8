"""Claims are ticked on the page of their set, withdrawn with a reason, and restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.models import Claim, SetClaim
from annotator.models.any_claims import WithdrawnSetClaim
from tests.past import after
from tests.world import judgement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World

    Visitors = Callable[..., Visitor]

WHY = "It is no news."


def decided(world: World) -> None:
    """Of two claims, Rita has decided the first."""
    world.import_statements("the harbour was open", "the road was closed")
    world.judge("ann")
    world.judge("bob", judgement("refuted"))
    world.decide("rita", world.nth(SetClaim))


def ask(world: World, *numbers: int) -> str:
    ticked = "&".join(f"claims={world.nth(Claim, n)}" for n in numbers)
    return f"/sets/#1/withdrawal?{ticked}"


@after(decided)
def test_an_editor_withdraws_a_decided_claim_and_restores_it(
    visitor: Visitors, world: World
) -> None:
    ed, rita, ann = visitor("ed"), visitor("rita"), visitor("ann")
    pages = [
        (ed, "/sets/#1"),
        (rita, "/sets/#1/review?state=decided"),
        (rita, "/sets/#1/agreement"),
        (ed, "/sets/#1/export.jsonl"),
    ]
    before = [reader.get(address).status_code for reader, address in pages]
    shown = rita.words("/sets/#1")
    logged = rita.words("/audit-log").count("Decision made")
    asked = ed.text(ask(world, 1))
    assert "Withdraw 1 claim" in asked
    assert "the harbour was open" in asked
    claims = {"claims": str(world.nth(Claim))}
    refused = ed.send("/sets/#1/withdrawal", claims, page=ask(world, 1))
    assert (refused.status_code, "Enter a reason." in refused.text) == (422, True)
    sent = ed.send("/sets/#1/withdrawal", {**claims, "reason": WHY}, page=ask(world, 1))
    assert sent.location == world.at("/sets/#1")
    for reader, address in pages:
        assert "the harbour was open" not in reader.text(address), address
    assert rita.get("/review/#1").status_code == 404
    assert "the harbour was open" in ed.words("/documents/#1")
    # What was done stays in the audit log, and so does why.
    log = rita.words("/audit-log")
    assert log.count("Decision made") == logged > 0
    assert "Claim withdrawn from its set" in log
    assert WHY in ed.words("/bin/claims")
    with world.reading() as session:
        withdrawn = session.scalars(select(WithdrawnSetClaim.id)).one()
    ed.send(f"/bin/claims/{withdrawn}/restore", {}, page="/bin/claims")
    assert [reader.get(address).status_code for reader, address in pages] == before
    assert rita.words("/sets/#1") == shown
    assert ann.get(ask(world, 1)).status_code == 403
