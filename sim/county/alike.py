"""Townships that are written in several ways, where no table of townships says how many there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sim.problems import Phrase, phrase
from sim.table import FilledRow, Findings
from sim.table.names import placed, stem_and_kind


def alike_townships(found: Mapping[str, Sequence[FilledRow]], above: Callable[[str], str], findings: Findings) -> None:
    """Ask about spellings that seem to be one township.

    A fault: the same but for spaces, traditional characters, 人民政府 or the county before it, or with and without its
    kind (东里 and 东里镇). A remark: the same name with several kinds (东里镇, 东里乡 and 东里镇街道), which are often
    as many townships.

    Args:
        found: rows of villages by the spelling of their township.
        above: takes off a name what stands before it down to the county.
    """
    groups: dict[str, list[str]] = {}
    for word in found:
        groups.setdefault(_root(above(word)), []).append(word)
    for root, words in groups.items():
        kinds = {placed(above(word)).removeprefix(root) for word in words}
        if len(words) < 2:
            continue
        if len(kinds) == len(words) and "" not in kinds:
            rows = [row for word in words for row in found[word]]
            told = phrase("county.two_kinds", names=_written(words, found))
            findings.remark("county.two_kinds", rows[0].table.raw.whole(), told, [row.number for row in rows])
            continue
        most = max(words, key=lambda w: len(found[w]))
        for word in words:
            if word != most and ("" in kinds or placed(above(word)) == placed(above(most))):
                first = found[word][0]
                hint = phrase("county.one_spelling")
                findings.fault(
                    "county.alike_townships", first.where("township"),
                    phrase("county.alike", names=_written(words, found)), phrase("county.one_name"), hint,
                )
                break


def _root(word: str) -> str:
    """A name without its kinds: 东里 of 东里镇 and of 东里镇街道."""
    stem, kind = stem_and_kind(word)
    return _root(stem) if kind else stem


def _written(words: Sequence[str], found: Mapping[str, Sequence[FilledRow]]) -> tuple[Phrase, ...]:
    """Each spelling with the first of its rows."""
    return tuple(
        phrase("county.spelling", name=found[w][0].text("township"), rows=tuple(str(r.number) for r in found[w]))
        for w in words
    )
