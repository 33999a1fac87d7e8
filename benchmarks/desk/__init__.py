"""The desk's speed in a large set: `python -m benchmarks.desk`."""
