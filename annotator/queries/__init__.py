"""Reads, as nouns: `(session, …)` to frozen records, one statement where one will do."""
