"""What a county and its centre are called: 沂源, 沂源县, 县城, 县政府 are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_ENDINGS = re.compile(r"(自治县|自治旗|林区|特区|新区|县|市|区|旗)$")
_KINDS = ("县", "市", "区", "旗", "自治县", "自治旗")
_CENTRES = (
    "城", "城区", "政府", "人民政府", "级共配中心", "级中心", "级配送中心", "级物流中心", "级分拨中心", "级仓", "级",
    "共配中心", "中心", "快递物流园", "邮政分公司", "邮政局", "委",
)  # fmt: skip
_WORDS = (
    "hub", "county", "county hub", "county seat", "共配中心", "配送中心", "分拨中心", "快递物流园", "城区",
    "县级共配中心", "市级共配中心",
)


def core(name: str) -> str:
    """A county's name without its kind: 沂源 of 沂源县; a name of one character keeps it."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
    short = _ENDINGS.sub("", plain)
    return short if len(short) >= 2 else plain


def same_county(a: str, b: str) -> bool:
    """Whether two names mean one county, each with its kind or without, or with what lies above it before it
    (淄博市沂源县)."""
    one, other = core(a), core(b)
    return bool(one and other) and (
        one == other or (len(one) > len(other) >= 2 and one.endswith(other))
        or (len(other) > len(one) >= 2 and other.endswith(one))
    )


def above_places(*names: str) -> Callable[[str], str]:
    """Takes off a place's name what stands before it down to the county: 东里镇 of 沂源县东里镇 and of
    山东省淄博市沂源县东里镇.

    Args:
        names: of the county; where none is known in Chinese, it is whatever ends with 县, 旗 or 市.
    """
    chinese = [name for name in names if name and not name.isascii()]
    called = {
        *(name for name in chinese if name.endswith(_KINDS)),
        *(core(name) + kind for name in chinese for kind in _KINDS)
    }
    known = "|".join(re.escape(name) for name in sorted(called, key=len, reverse=True))
    before = re.compile(rf"(?:.{{1,20}}[省州市盟区])?(?:{known})/?(?=..)" if known else "[^/]{2,20}?[县旗市]/?(?=..)")
    return lambda word: before.sub("", word, count=1) if before.match(word) else word


def town_name(english: str) -> str:
    """What the town of a county is called in English, by the county's name without what lies above it: town of Hoxud
    County, of Hoxud County, Bayingolin, Xinjiang."""
    return f"town of {re.split('[,，]', english)[0].strip()}"


def centre_words(*names: str) -> list[str]:
    """Every way in which the hub is written in a table: the county's own names, with and without its kind, and 县城,
    县政府 and the like."""
    words = [*_WORDS, *(n for n in names if n)]
    words += [kind + centre for kind in ("县", "市", "旗", "区") for centre in ("", *_CENTRES)]
    for name in (n for n in names if n and not n.isascii()):
        short = core(name)
        kinds = [short, *(short + kind for kind in _KINDS), name]
        words += [
            word + between + centre for word in kinds for between in ("", "县", "市", "旗", "区")
            for centre in ("", *_CENTRES)
        ]
    return list(dict.fromkeys(words))
