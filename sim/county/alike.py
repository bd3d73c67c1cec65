"""Townships that are written in several ways, where no table of townships says how many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.problems import Phrase, phrase
from sim.table import Findings, Row
from sim.table.names import placed, stem_and_kind


def alike_townships(found: Mapping[str, Sequence[Row]], findings: Findings) -> None:
    """Ask about spellings that seem to be one township.

    A fault: the same but for spaces, traditional characters or 人民政府, or with and without its kind (东里 and 东里镇). A remark: the
    same name with two kinds (东里镇 and 东里乡), which are often two townships.

    Args:
        found: rows of villages by the spelling of their township.
    """
    groups: dict[str, list[str]] = {}
    for word in found:
        groups.setdefault(stem_and_kind(word)[0], []).append(word)
    for words in groups.values():
        kinds = {stem_and_kind(word)[1] for word in words}
        if len(words) < 2:
            continue
        if len(kinds) == len(words) and "" not in kinds:
            rows = [row for word in words for row in found[word]]
            told = phrase("county.two_kinds", names=_written(words, found))
            findings.remark("county.two_kinds", rows[0].table.raw.whole(), told, [row.number for row in rows])
            continue
        most = max(words, key=lambda w: len(found[w]))
        for word in words:
            if word != most and _same(word, most, kinds):
                first = found[word][0]
                hint = phrase("county.one_spelling")
                findings.fault("county.alike_townships", first.where("township"), phrase("county.alike", names=_written(words, found)), phrase("county.one_name"), hint)
                break


def _same(word: str, most: str, kinds: set[str]) -> bool:
    return placed(word) == placed(most) or "" in kinds


def _written(words: Sequence[str], found: Mapping[str, Sequence[Row]]) -> tuple[Phrase, ...]:
    """Each spelling with the first of its rows."""
    return tuple(phrase("county.spelling", name=found[w][0].text("township"), rows=tuple(str(r.number) for r in found[w])) for w in words)
