"""Damaged inputs by the thousand: `mutations` makes them, `judge` reads them, `tally` counts what came of it."""
