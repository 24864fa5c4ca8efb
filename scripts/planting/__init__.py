"""What `plant_errors.py` does: one figure of a report is changed, and reconciliation should see it.

figures     numbers as they are written, and what a slip makes of them
documents   reports ready to be reconciled, and the same with one stretch of their text replaced
plants      every place where an error can be planted, and the kinds of errors
ranges      what a figure may be, rounded or not stated
checks      what must hold between the figures of a report, counted here anew; oracle: which plants break it
trial       a plant reconciled, or extracted again from its text, and what came of it
known       what is wrong with the reports as they are
tally       shares, tables, aims
run         all of it
"""
