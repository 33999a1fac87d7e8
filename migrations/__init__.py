"""How the tables change. Revisions use what is here, and nothing of `annotator`."""
