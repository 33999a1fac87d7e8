"""The audit log of a world whose database guards nothing any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from annotator.models import Base

if TYPE_CHECKING:
    from tests.world import World


def without_guards(world: World) -> None:
    """Drop the triggers, as the owner of a database can; on PostgreSQL foreign keys go too."""
    with world.writing() as session:
        if world.database.on_sqlite:
            names = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
            for name in names.all():
                session.execute(text(f"DROP TRIGGER {name}"))
        else:
            for table in Base.metadata.tables:
                session.execute(text(f'ALTER TABLE "{table}" DISABLE TRIGGER ALL'))
        session.commit()
