"""words

Texts are searched by their folded words, in any script. Those that are there are folded now, some
hundred rows at a time.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from collections.abc import Iterator

revision = "8a2c61f3d7e5"
down_revision = "a7f03b6c81d2"
branch_labels = None
depends_on = None

# Each table with its searched columns.
TABLES = {
    "claim": ("text",),
    "agent": ("name",),
    "document": ("title", "text"),
    "snapshot": ("text",),
    "claim_set": ("name", "description"),
}
# What is private to an annotator is in no index: not even how rare its words are.
SHOWN = {"claim": "{row}visibility = 'public'"}
CHUNK = 500
# PostgreSQL limits the words of one text to a megabyte: this many characters always fit.
MOST_CHARACTERS = 250_000
VECTOR = f"""
CREATE FUNCTION vector_of_words(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(quote_literal(word) || ':' || least(place, 16383), ' '), '')::tsvector
    FROM unnest(string_to_array(left(words, {MOST_CHARACTERS}), ' ')) WITH ORDINALITY AS found (word, place)
    WHERE word <> ''
$$
"""


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("words", sa.String(), server_default=sa.text("''"), nullable=False))
        _fold(table)
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            _index_on_sqlite(table)
    else:
        op.execute(VECTOR)
        for table in TABLES:
            shown = f" WHERE {SHOWN[table].format(row='')}" if table in SHOWN else ""
            op.execute(f"ALTER TABLE {table} ADD COLUMN words_vector tsvector GENERATED ALWAYS AS (vector_of_words(words)) STORED")
            op.execute(f"CREATE INDEX ix_{table}_words_vector ON {table} USING gin (words_vector){shown}")


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in TABLES:
        if on_sqlite:
            for change in ("insert", "delete", "update"):
                op.execute(f"DROP TRIGGER IF EXISTS {table}_words_{change}")
            op.execute(f"DROP TABLE {table}_words")
        else:
            op.execute(f"ALTER TABLE {table} DROP COLUMN words_vector")
        op.drop_column(table, "words")
    if not on_sqlite:
        op.execute("DROP FUNCTION vector_of_words(text)")


def _index_on_sqlite(table: str) -> None:
    shown, was, is_now = (SHOWN.get(table, "1").format(row=row) for row in ("", "old.", "new."))
    index = f"{table}_words"
    leave = f"INSERT INTO {index} ({index}, rowid, words) SELECT 'delete', old.id, old.words WHERE {was};"
    enter = f"INSERT INTO {index} (rowid, words) SELECT new.id, new.words WHERE {is_now};"
    op.execute(f"CREATE VIRTUAL TABLE {index} USING fts5(words, content='', tokenize='ascii')")
    op.execute(f"INSERT INTO {index} (rowid, words) SELECT id, words FROM {table} WHERE {shown}")
    changed = "words, visibility" if table in SHOWN else "words"
    for event, work in (
        ("INSERT", enter),
        ("DELETE", leave),
        (f"UPDATE OF {changed}", f"{leave} {enter}"),
    ):
        op.execute(f"CREATE TRIGGER {index}_{event.split()[0].lower()} AFTER {event} ON {table} BEGIN {work} END")


def _fold(table: str) -> None:
    connection = op.get_bind()
    columns = ", ".join(TABLES[table])
    rows = sa.text(f"SELECT id, {columns} FROM {table} WHERE id > :last ORDER BY id LIMIT {CHUNK}")
    change = sa.text(f"UPDATE {table} SET words = :words WHERE id = :id")
    last = -1
    while found := connection.execute(rows, {"last": last}).all():
        connection.execute(change, [{"id": row[0], "words": _folded(" ".join(value or "" for value in row[1:]))} for row in found])
        last = found[-1][0]


# As annotator.folding had it at this revision.

LONGEST_WORD = 100
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_UNSPACED = (
    "\u0e01-\u0e2e\u0e30-\u0e46\u0e81-\u0ec6\u0f40-\u0fbc\u1000-\u109f\u1780-\u17d3"
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9d\U00020000-\U0003ffff"
)


def _folded(text: str) -> str:
    if text.isascii():
        return " ".join(word[:LONGEST_WORD] for word in re.findall(r"[a-z0-9]+", text.lower()))
    apart = unicodedata.normalize("NFKD", text).casefold()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", apart)).translate(_LETTERS)
    return " ".join(word[:LONGEST_WORD] for word in _WORD.findall(unicodedata.normalize("NFC", bare)))


def _marks() -> Iterator[str]:
    codes = [code for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M"]
    for code in codes:
        yield chr(code)


_MARKS = "".join(_marks())
_WORD = re.compile(rf"[{_UNSPACED}](?:(?![{_UNSPACED}])[{_MARKS}])*|(?:(?![{_UNSPACED}])[^\W_]|(?![{_UNSPACED}])[{_MARKS}])+")
