from __future__ import annotations

from pathlib import Path

import pytest

from sim.plan.actor import Actor
from sim.problems import InputError
from sim.service.mode.mode import LegRule, Mode
from tests.service.small_county import CONF, modes, read_mode

GOOD = (CONF / "mode" / "courier_courier.yaml").read_text(encoding="utf-8")


def test_every_shipped_mode_loads_and_knows_its_hosts() -> None:
    assert {key: mode.hosts for key, mode in modes().items()} == {
        "commerce_courier": ("shop",),
        "commerce_township": ("shop",),
        "coop_courier": ("coop",),
        "coop_township": ("coop",),
        "courier_courier": (),
        "courier_direct": (),
        "freight_courier": ("freight",),
        "freight_township": ("freight",),
        "postal_courier": ("post",),
        "postal_direct": ("post",),
        "postal_own": ("post",),
        "stationed_point": (),
        "township_pickup": (),
        "transport_courier": ("bus",),
        "transport_township": ("bus",),
        "village_carrier": (),
    }
    assert [key for key, mode in modes().items() if not mode.pooled] == ["postal_own", "stationed_point", "township_pickup"]


def test_the_fee_of_the_post_spares_its_own_parcels() -> None:
    fee = modes()["postal_courier"].fees[0]
    assert (fee.payer, fee.payee, fee.rate.tariff, fee.leg, fee.free_brands) == (None, Actor.host("post"), "post_yuan", None, ("post",))


@pytest.mark.parametrize(
    ("before", "after", "code", "words"),
    [
        ("handover: village", "handovr: village", "config.unknown_key", "did you mean 'handover'"),
        ("handover: village", "handover: city", "config.value", "one of village, township"),
        ("pooled: true", "pooled: true\napart: true", "config.value", "pooled false"),
        ("pooled: true", "pooled: 7", "config.value", "pooled"),
        ("leg: village, carrier: own", "leg: village, carrier: post", "config.value", "departure host"),
        ("leg: village, carrier: own", "leg: village, departure: host", "config.value", "needs a host"),
        ("leg: trunk, carrier: own", "leg: trunk, carrier: bus", "config.value", "departure host"),
        ("leg: trunk, carrier: own", "leg: trunk, departure: host", "config.value", "needs a host"),
        ("leg: village, carrier", "leg: relay, carrier", "config.value", "legs that lead to the village"),
        ("schedule: village}", "schedule: village}\n  - {leg: relay, schedule: relay}", "config.value", "a relay beyond a leg"),
        ("leg: trunk, carrier: own", "leg: trunk, departure: threshold", "config.value", "departure timetable (or host)"),
        ("leg: village, carrier: own", "leg: village, carrier: post, departure: threshold", "config.value", "departure host"),
        ("leg: village, carrier: own", "leg: village, carrier: keeper", "config.value", "both or neither"),
        ("leg: village, carrier: own, schedule: village", "leg: village, carrier: own, schedule: carrier", "config.value", "both or neither"),
        ("leg: trunk, carrier: own, schedule: trunk", "leg: trunk, carrier: keeper, schedule: carrier", "config.value", "from the township"),
        ("handover: village", "handover: township", "config.value", "legs that lead to the township"),
        ("tariff: commission_yuan", "tariff: comission_yuan", "config.value", "did you mean 'commission_yuan'"),
        ("payee: keeper", "payee: somebody", "config.value", "operator, keeper"),
        ("tariff: commission_yuan}", "tariff: commission_yuan, leg: relay}", "config.value", "a leg of this mode"),
        ("payer: operator, payee: keeper", 'payer: operator, payee: "host:bus"', "config.value", "carries or handles parcels"),
        ("payer: operator, payee: keeper", 'payer: "host:bus", payee: keeper', "config.value", "there is none"),
        ("[unload, sort], crew: hub", "[unload, weigh], crew: hub", "config.value", "hub.stages.1"),
        ("name_zh: 快快合作\n", "", "config.missing_key", "name_zh"),
        ("pooled: true", "pooled: [", "file.text", "row 7"),
    ],
)
def test_a_faulty_mode_is_refused_with_its_file(tmp_path: Path, before: str, after: str, code: str, words: str) -> None:
    assert before in GOOD
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_mode(path)
    problem = refused.value.problems[0]
    assert (problem.code, str(problem.where).startswith("mine.yaml")) == (code, True)
    assert words in str(problem)


def test_the_last_leg_is_the_one_that_reaches_villages() -> None:
    trunk, village = LegRule(leg="trunk", schedule="trunk"), LegRule(leg="village", carrier="bus", departure="host")
    relayed = Mode(key="m", name_zh="", name_en="", legs=(trunk, village, LegRule(leg="relay", schedule="relay")))
    assert (relayed.last, relayed.leg("trunk"), relayed.leg("direct")) == (village, trunk, None)
    assert Mode(key="m", name_zh="", name_en="", handover="township", legs=(trunk,)).last is None


def test_no_mode_screens_below_the_prefecture() -> None:
    """What passes the prefecture's hub is screened there and not again (D1-44, D1-46)."""
    stages = {stage for mode in modes().values() for of in (mode.hub, mode.township) for stage in of.stages}
    assert stages == {"unload", "sort", "sort_village", "hand_over"}
