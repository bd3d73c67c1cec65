"""What went wrong as people read it: a sheet with every day and place, a section of the page by cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from sim.inference.disruption_table import by_cause
from sim.measure.disrupted_days import COUNTS
from sim.proposal.page import PageSection
from sim.proposal.sheet import ONE, OutputSheet
from sim.words import headed, say, word

TITLE = ("停开与缺勤的影响", "What went wrong, who waited")
ABOUT = (
    "统计期内，各次重复的均值；件数按每件在每处首先错过的那一班计，延误自该班应开至实际离开；缺勤者所致的排队延误不在内",
    "measured days, means over replications; a parcel counts at each place for the first run that it missed, its extra "
    "hours run from when that was due until it left; what waits in the queue of a smaller crew is not in it",
)


def disruption_sheet(frames: Mapping[str, pd.DataFrame], names: Mapping[str, str], lang: str) -> Iterator[OutputSheet]:
    """The sheet, where anything was to go wrong."""
    if "disruptions" in frames:
        table = _said(frames["disruptions"], names, lang)
        formats = {word(count, lang): ONE for count in COUNTS}
        yield OutputSheet(say(lang, *TITLE), headed(table, lang), formats, (), say(lang, *ABOUT))


def disruption_section(tables: Mapping[str, pd.DataFrame], names: Mapping[str, str], lang: str) -> PageSection:
    """A row a mode and cause; empty where nothing was to go wrong."""
    if "disruptions" not in tables:
        return PageSection(say(lang, *TITLE))
    table = _said(by_cause(tables["disruptions"]), names, lang)
    counts = {count: table[count].map("{:,.1f}".format) for count in COUNTS}
    shown = table.assign(**counts, days=table["days"].astype(str))
    shown = shown.rename(columns={"days": say(lang, "涉及日数", "days concerned")})
    return PageSection(say(lang, *TITLE), headed(shown, lang), note=say(lang, *ABOUT), level=3)


def _said(table: pd.DataFrame, names: Mapping[str, str], lang: str) -> pd.DataFrame:
    cause = table["cause"].map(lambda key: word(key, lang, "cause"))
    return table.assign(mode=table["mode"].map(names.__getitem__), cause=cause)
