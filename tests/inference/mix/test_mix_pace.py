"""What is left of a search is told from what its steps took."""

from __future__ import annotations

from sim.inference.mix.mix_pace import MixPace
from sim.words import Named


def test_what_is_left_is_the_mixes_and_a_proof_at_their_pace() -> None:
    clock = iter([0.0, 30.0, 30.0, 34.0])
    pace = MixPace(4, lambda: next(clock))
    with pace.step(True):
        pass
    with pace.step(False):
        pass
    assert pace.left == 3 * 4 + 30
    county = Named("县", "County")
    assert pace.told(False, county).text("en") == "County, best mix: mix 2 in a short simulation (of at most 4; 34 s so far, about 42 s left)"
    assert "复核第2个方案（已用34秒，约还需30秒）" in pace.told(True, county).text("zh")


def test_questions_about_the_mix_that_was_found_are_no_mixes() -> None:
    pace, county = MixPace(4, lambda: 0.0, found=True), Named("县", "County")
    told = [pace.told(False, county).text("zh") for _ in range(2)]
    assert "改一种办法，短期模拟第2次" in told[1]
    assert not any("个组合" in text for text in told)
