"""Writes the example reports of `examples/`: one data file a report in, the report in its format and its gold out.

The order of the work: `source` (the data file) -> `tables` (its official tables as grids of printed cells) ->
`plain`, `web`, `word` or `pdf` (one module a family of formats). `gold` comes from the same grids, so that what a file
shows and what the tests expect of it cannot drift apart.
"""
