"""What ``new-county county=hangjin`` means: that county's own workbook, filled."""

from __future__ import annotations

from dataclasses import replace

from experiments.settings.overrides import Overrides

KEY = "new_county.filled"


def filled(found: Overrides) -> Overrides:
    """The overrides of ``new-county`` with ``new_county.filled=true`` where they choose a county, and neither names nor
    the key are given."""
    from hydra.core.override_parser.overrides_parser import OverridesParser

    keys = {o.key_or_group for o in found.values}
    chosen = any(o.key_or_group == "county" for o in found.groups) or "county.source" in keys
    if not chosen or keys & {KEY, "new_county.names"}:
        return found
    text = f"{KEY}=true"
    return replace(
        found, texts=(*found.texts, text), values=(*found.values, OverridesParser.create().parse_override(text))
    )
