"""Forms, one module per task; `base` holds what they share.

For the other rooms of web.
"""
