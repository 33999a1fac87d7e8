"""The forms, one module a task; `base` holds what they share."""
