"""The speed of agreement on a million judgements: `python -m benchmarks.agreement`."""
