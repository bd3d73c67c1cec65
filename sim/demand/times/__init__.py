"""Times as people write them, read for a whole column at once.

``form`` knows how one way of writing is built, ``texts`` reads a column of texts into days, hours and zones,
``moments`` decides what they mean together: one order of day and month, one zone, dates joined with hours.
"""
