"""One statement cut into several, each of which it surely implies. Otherwise it stays whole.

For `english` alone.
"""
