"""How alike texts are: words, numbers, passages, similarity, BM25.

For checks and everything above; knows no database.
"""
