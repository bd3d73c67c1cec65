"""What is the same for everything that a study writes: names, and the line that says where a figure comes from."""

from __future__ import annotations

from sim.proposal.about import About, foot
from tests.measure import small


def about(lang: str) -> About:
    return About(
        lang=lang, county=small.county(), parameters=small.parameters(), seed=7, key="abcdef0123456789",
        names={"joint": ("快快", "joint delivery"), "bare": ("", "")},
    )


def test_a_mode_goes_by_its_name_or_its_key() -> None:
    assert [about("zh").name(m) for m in ("joint", "bare", "none")] == ["快快", "bare", "none"]
    assert about("en").name("joint") == "joint delivery"


def test_a_figure_says_its_county_days_seed_and_key() -> None:
    for lang, county in (("zh", "小县"), ("en", "Small")):
        told = about(lang).foot(12)
        assert all(part in told for part in (county, "12", "7", "abcdef01"))
        assert "abcdef012" not in told
        assert told == foot(small.county(), small.MEASURED, 12, 7, "abcdef0123456789", lang)


def test_all_simulated_days_are_told_in_both_languages() -> None:
    for text in about("zh").days():
        assert all(str(n) in text for n in (small.WARM, small.MEASURED, small.DRAIN))
