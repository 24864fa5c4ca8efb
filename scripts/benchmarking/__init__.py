"""What `benchmark.py` measures: `timing` the tools, `extraction` inside the library, `processes` from outside."""
