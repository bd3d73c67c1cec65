"""The answer in words: which mode is best for whom, against the next one and against the status quo."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from types import MappingProxyType

import numpy as np

from sim.arrays import Floats
from sim.inference.by_mode import series
from sim.inference.estimate import NOT_IN_PLAN, SAME, Comparison, compare, estimate
from sim.inference.public_money import untouched
from sim.inference.recipes import outlays
from sim.inference.results import COST_LINES
from sim.inference.verdict import MET, NOT_VERIFIED
from sim.measure.kpi import POOL, SCOPES
from sim.measure.measure import Measures
from sim.measure.registry import kpi_of
from sim.plan.actor import Actor
from sim.proposal.leader import Leader, better_outside, leader
from sim.proposal.lines import Names, Statement, named
from sim.proposal.to_village import to_village
from sim.words import amount, figure, word

BASES = {
    "marginal": ("按承运方边际成本", "with hosts at marginal cost"),
    "full": ("按承运方完全成本", "with hosts at full cost"),
}
"""What a host's run may cost parcels (``cost.host_basis``), in Chinese and English."""

BRANDS = "cost_brands_parcel"

ASKED = (
    (BRANDS, "快递企业支出最低", "Least outlay for the brands"),
    ("cost_residents_parcel", "群众成本最低", "Least cost for residents"),
    ("in_hand_mean_h", "到手最快", "Fastest in hand"),
    ("within_24h", "24小时进村率最高", "Highest 24-h village rate"),
)
"""The questions a planner asks after that of society's cost (``cheapest``): KPI, and what the best mode by it is
called."""

Losers = Mapping[Actor, tuple[str, str]]
"""Names, in Chinese and English, of those who may lose by a mode."""


def answers(
    modes: Mapping[str, list[Measures]], names: Names, status_quo: Sequence[str], overloaded: Collection[str],
    scope: str = POOL,
    actors: Losers = MappingProxyType({}),
    missing: Collection[str] = (),
) -> list[Statement]:  # fmt: skip
    """At most nine lines: the best mode for each question, savings against the status quo, what comes to the village,
    and who pays.

    Overloaded modes are in none of them, since their figures depend on when the clock stops.

    Args:
        status_quo: modes of today, the first one that takes part counts.
        scope: suffix of the KPIs (``sim.measure.registry.SCOPES``).
        actors: names of those who may lose by a mode.
        missing: modes that miss a target of the county's plan which another holds: they are best at nothing.
    """
    sound = {m: rows for m, rows in modes.items() if m not in overloaded}
    if not sound:
        return [Statement(
            "none", "各方案均超负荷，没有可信的数字：先按下面所列减轻负荷",
            "Every plan is overloaded, so that no figure counts: ease the loads listed below first", NOT_VERIFIED,
            "answer",
        )]
    few = len(modes) == 1
    able = {m: rows for m, rows in sound.items() if m not in missing} or sound
    out = {m: rows for m, rows in sound.items() if m not in able}
    asked = (
        *([_out_of_it(list(out), names)] if out else []),
        _beside(cheapest(able, names, scope, few), out, able, names, f"cost_system_parcel{scope}"),
        *(
            _beside(best(able, k, zh, en, names, few, actors if key == BRANDS else {}), out, able, names, k)
            for key, zh, en in ASKED for k in (key + scope,)
        ),
    )
    today = next((m for m in status_quo if m in modes), None)
    savings = [] if today is None or few else _against_today(sound, today, names, scope)
    village, pays = _to_village(modes, names, overloaded, scope), _who_pays(sound, names, scope)
    return [*(line for line in asked if line), *savings, village, pays]


def _out_of_it(modes: Sequence[str], names: Names) -> Statement:
    """Which modes are best at nothing, since they miss a target that another holds."""
    zh, en = (("、", ", ")[i].join(named(names, mode)[i] for mode in modes) for i in (0, 1))
    return Statement(
        "able", f"以下比“最低”“最快”“最高”时不计（有目标未达到，而别的列达到了）：{zh}",
        f"Best in what follows leaves out what misses a target of the plan that another column holds: {en}",
        "", "answer",
    )


def _beside(
    line: Statement | None, out: Mapping[str, list[Measures]], able: Mapping[str, list[Measures]], names: Names,
    key: str
) -> Statement | None:  # fmt: skip
    """A line on what is best by a KPI, with the mode that is left out and better still, if there is one."""
    found = leader(able, key, names) if line is not None and out else None
    if line is None or found is None:
        return line
    zh, en = better_outside(out, found, key, names)
    return replace(line, zh=line.zh + zh, en=line.en + en)


def _against_today(sound: Mapping[str, list[Measures]], today: str, names: Names, scope: str) -> list[Statement]:
    """What is saved against the status quo, or that it is overloaded; nothing where no other mode is sound."""
    if today not in sound:
        return [_no_baseline(today, names)]
    return [_against(sound, today, names, scope)] if len(sound) > 1 else []


def _to_village(
    modes: Mapping[str, list[Measures]], names: Names, overloaded: Collection[str], scope: str
) -> Statement:
    """What each mode brings to the villages: at the township's outlets residents fetch the rest themselves."""
    of, texts = SCOPES[scope], []
    for i, lang in enumerate(("zh", "en")):
        shares = to_village(modes, overloaded, scope, lang)
        texts.append(("；", "; ")[i].join(f"{named(names, mode)[i]} {share}" for mode, share in shares.items()))
    return Statement(
        "to_village", f"快件送到村的占比（{of[0]}；其余群众到乡镇自取）：{texts[0]}",
        f"Parcels brought to the village ({of[1]}; the rest is fetched at the township): {texts[1]}", "", "answer",
    )


def cheapest(
    modes: Mapping[str, list[Measures]], names: Names, scope: str = POOL, few: bool = False
) -> Statement | None:
    """Which mode costs society least. One that does so on one basis of hosts' cost only (``BASES``) is not called
    cheapest: the line then says who leads on which basis. None where no mode has a cost.

    Args:
        few: see ``best``.
    """
    key = f"cost_system_parcel{scope}"
    line = best(modes, key, "社会总成本最低", "Least cost for society", names, few)
    marginal, full = (leader(modes, f"cost_system_{basis}_parcel{scope}", names) for basis in ("marginal", "full"))
    if line is None or marginal is None or full is None or len(modes) == 1:
        return line
    if marginal == full:
        return line
    if (marginal.mode, set(marginal.near)) == (full.mode, set(full.near)):
        zh, en = "；承运方按边际或完全成本计均如此", "; so with hosts at marginal and at full cost"
        return replace(line, zh=line.zh + zh, en=line.en + en)
    return _by_basis(key, {"marginal": marginal, "full": full}, scope)


def _by_basis(key: str, leaders: Mapping[str, Leader], scope: str) -> Statement:
    """Who costs society least on each basis of hosts' cost."""
    zh = "；".join(f"{BASES[basis][0]}为{found.texts[0]}" for basis, found in leaders.items())
    en = "; ".join(f"{BASES[basis][1]}: {found.texts[1]}" for basis, found in leaders.items())
    of_zh, of_en = SCOPES[scope]
    return Statement(
        key, f"社会总成本没有在两种口径下都最低的模式（{of_zh}）：{zh}",
        f"No mode costs society least on both bases of hosts' cost ({of_en}): {en}", NOT_VERIFIED, "answer",
    )  # fmt: skip


def best(
    modes: Mapping[str, list[Measures]], key: str, zh: str, en: str, names: Names, few: bool = True,
    actors: Losers = MappingProxyType({}),
) -> Statement | None:
    """The best mode by a KPI as a line; None where no mode has the KPI.

    Args:
        few: of a single mode the KPI alone is told; False: it is the only one left of several, and named.
        actors: names of those of whom is told what they lose by the best mode.
    """
    found, kpi = leader(modes, key, names), kpi_of(key)
    if found is None:
        return None
    scope = "." + key.partition(".")[2] if "." in key else POOL
    of, texts = SCOPES[scope], found.texts
    if not any(found.lead):
        texts = found.figure if few else texts
        return Statement(
            key, f"{kpi.name_zh}（{of[0]}）：{texts[0]}", f"{kpi.name_en} ({of[1]}): {texts[1]}", "", "answer"
        )
    lost = losing(modes[found.mode], scope, actors) if actors else ("", "")
    return Statement(
        key, f"{zh}（{of[0]}）：{texts[0]}{lost[0]}", f"{en} ({of[1]}): {texts[1]}{lost[1]}",
        NOT_VERIFIED if found.near else MET, "answer",
    )


def losing(rows: Sequence[Measures], scope: str, actors: Losers) -> tuple[str, str]:
    """Who is left with a loss by a mode and how much a parcel; empty where nobody is."""
    margins = {
        a: yuan for a, yuan in outlays(rows, scope).items()
        if a in actors and figure(yuan, "yuan/parcel") > figure(0.0, "yuan/parcel")
    }
    if not margins:
        return "", ""
    zh, en = (("、", ", ")[i].join(
        f"{actors[a][i]}{('每件亏', ' by ')[i]}{amount(x, 'yuan/parcel', lang).removesuffix('/件')}"
        for a, x in margins.items()
    ) for i, lang in enumerate(("zh", "en")))
    return f"；由此亏损：{zh}", f"; who loses by it: {en}"


def _no_baseline(today: str, names: Names) -> Statement:
    """That nothing is set against the status quo, which is overloaded."""
    zh, en = named(names, today)
    return Statement(
        "status_quo", f"{zh}超负荷，其数字不可采信，因此不与它比较",
        f"{_the(en).capitalize()} is overloaded and its figures do not count, so nothing is set against it",
        NOT_VERIFIED, "answer",
    )


def _against(modes: Mapping[str, list[Measures]], today: str, names: Names, scope: str) -> Statement:
    """What each mode saves or adds for society, a parcel, against the status quo."""
    cost: dict[str, Floats] = {m: series(rows, f"cost_system_parcel{scope}") for m, rows in modes.items()}
    mean = {mode: estimate(values).mean for mode, values in cost.items()}
    pairs = {c.a if c.b == today else c.b: c for c in compare(cost) if today in (c.a, c.b)}
    changes = [
        _change(named(names, mode), mean[mode] - mean[today], mean[today], pairs[mode])
        for mode in sorted(pairs, key=mean.__getitem__) if np.isfinite(mean[mode] - mean[today]) and mean[today]
    ]
    zh, en = ("、".join(zh for zh, _ in changes), ", ".join(en for _, en in changes))
    (today_zh, today_en), (of_zh, of_en) = named(names, today), SCOPES[scope]
    return Statement(
        "status_quo", f"与{today_zh}相比，单件社会总成本（{of_zh}，元/件）：{zh}",
        f"Against {_the(today_en)}, system cost a parcel ({of_en}, yuan): {en}", "", "answer",
    )


def _the(name: str) -> str:
    """The status quo by its name in English."""
    return "the status quo" if name == "status quo" else f"the status quo ({name})"


def _change(name: tuple[str, str], yuan: float, base: float, pair: Comparison) -> tuple[str, str]:
    """What a mode costs more or less than the base, and whether that can be told from noise."""
    unsure = pair.verdict == SAME and not np.isnan(pair.p)
    shown, share = (text.replace("-", "−") for text in (f"{yuan:+.2f}", f"{yuan / base:+.0%}"))
    zh, en = f"{name[0]}{shown}（{share}）", f"{name[1]} {shown} ({share})"
    return (f"{zh}无法区分", f"{en} not distinguishable") if unsure else (zh, en)


def _who_pays(modes: Mapping[str, list[Measures]], names: Names, scope: str) -> Statement:
    """The lines of the cost of each mode; of public money where some plan asks for it."""
    asked = [line for line in COST_LINES if not untouched(_cost(line, scope), chain.from_iterable(modes.values()))]
    none = ("", "") if "public" in asked else ("；财政资金本方案未涉及", "; public money not in this plan")
    (zh, zh_head), (en, en_head) = (_borne_by(modes, names, asked, scope, lang) for lang in ("zh", "en"))
    (of_zh, of_en) = SCOPES[scope]
    return Statement(
        "who_pays", f"谁来承担（{of_zh}，{zh_head}，元/件{none[0]}）：{'；'.join(zh)}",
        f"Who pays ({of_en}; {en_head}, yuan a parcel{none[1]}): {'; '.join(en)}", "", "answer",
    )  # fmt: skip


def _borne_by(
    modes: Mapping[str, list[Measures]], names: Names, lines: Sequence[str], scope: str, lang: str
) -> tuple[list[str], str]:
    """What each mode costs by line, and the names of the lines."""
    rows = [
        f"{named(names, mode)[0 if lang == 'zh' else 1]} "
        + " / ".join(_borne(measures, _cost(line, scope), lang) for line in lines)
        for mode, measures in modes.items()
    ]
    return rows, "/".join(word(line, lang) for line in lines)


def _cost(line: str, scope: str) -> str:
    """The KPI of a line of the cost."""
    return f"cost_{line}_parcel{scope}"


def _borne(measures: list[Measures], key: str, lang: str) -> str:
    """What a mode costs on a line, in figures; in words where its plan does not ask."""
    if untouched(key, measures):
        return word(NOT_IN_PLAN, lang)
    return figure(estimate(series(measures, key)).mean, "yuan/parcel")
