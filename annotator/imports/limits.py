"""How much one import may hold: each error names the limit, the value, and what to do."""

from __future__ import annotations

MEGABYTE = 1024 * 1024
#: Of an import: texts, with the rows and files that give none.
MOST_TEXTS = 200_000
#: Of one text.
MOST_CHARACTERS = 2_000_000
#: Of a table or of JSON lines, empty rows included.
MOST_ROWS = 200_000
#: Of one row, and of a whole table.
MOST_ROW_CELLS = 1_000
MOST_CELLS = 10_000_000
#: Of one row, quoted or not: a row is in memory before its cells are counted.
MOST_ROW_SEPARATORS = 1_000_000
#: Of one line of JSON: a list of empty lists takes twenty times its length in memory.
MOST_LINE_CHARACTERS = 16_000_000
#: Of a web page: the search for the article takes seconds here, and nine times as long for three
#: times as many.
MOST_TAGS = 100_000
#: Of a PDF.
MOST_PAGES = 500
#: Of an archive: its files, and their bytes unpacked.
MOST_MEMBERS = 10_000
MOST_UNPACKED = 100 * MEGABYTE
