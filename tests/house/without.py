"""Files of `sim/` that are still without a test file of their own name; the list only shrinks."""

from __future__ import annotations

ROOMS = {
    "sim/inference": """
        confirm drivers grid one_at_a_time responses village_modes
    """,
    "sim/parameters": """
        factor
    """,
    "sim/proposal": """
        about aligned book card compared comparison comparison_words gap_sheets gap_words lines map_page
        map_words mapped marks names optimise_answer optimise_page optimise_tables optimise_words
        optimised page plan_lines robust_words selected sensitivity_charts sensitivity_page
        sensitivity_tables sensitivity_words sheet swept swept_charts swept_effects swept_labels
        swept_page swept_words to_village trust workbook
    """,
}

WITHOUT = [f"{room}/{name}.py" for room, names in ROOMS.items() for name in names.split()]
