"""What Home shows each person: what waits for them, and what was decided.

For pages alone; no other room of queries imports it.
"""
