"""The page is one file that asks for nothing, reads names as text, and moves vehicles as the trace does."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.clock import DAY
from sim.explore.explore_page import explore_page
from sim.explore.page_data import page_data
from tests.browser import BROWSER, PHONE, evaluated
from tests.explore.test_page_data import KPI, villages
from tests.explore.traced import day, shown
from tests.service import small_county as small

NAMES = ("=1+1", "<script>alert(1)</script>", "村“甲”&'乙'", "</script><b>x")


@pytest.fixture(scope="module")
def html() -> str:
    county = small.county()
    odd = tuple(replace(v, name=name, pinyin=name) for v, name in zip(county.villages, NAMES, strict=False))
    named = (*odd, *county.villages[len(odd) :])
    modes = [shown(), replace(shown("other"), names=("邮快合作", "post carries"))]
    table = villages()
    both = np.concatenate([table.to_numpy(), table.assign(**{"mode": "other", KPI: 2 * table[KPI]}).to_numpy()])
    frame = type(table)(both, columns=table.columns).infer_objects()
    return explore_page(page_data(replace(county, villages=named), small.parameters(), frame, modes, dt.date(2026, 3, 25)), "en")


def test_it_asks_for_nothing_from_a_network(html: str) -> None:
    assert not re.search(r"""(?:src|href)\s*=|https?:|@import|url\(|fetch\(|XMLHttpRequest|WebSocket""", html)


def test_no_name_is_read_as_html(html: str) -> None:
    assert "alert(1)" not in html
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|eval\(", html)


@pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this machine")
def test_a_browser_moves_vehicles_as_the_trace_does_and_can_be_used(html: str, tmp_path: Path) -> None:
    """Positions at random times, then what a person does: choose, compare, find, play."""
    times = sorted(np.random.default_rng(3).integers(0, DAY, 60).tolist())
    found = evaluated(html, tmp_path, f"""
        const places = APP.data.places, rides = APP.data.days[0].journeys, out = {{}};
        out.positions = {json.dumps(times)}.map((t) => rides.line.map((_, n) => {{ const p = positionAt(rides, places, n, t); return p && [p.x, p.y]; }}));
        out.waiting = [0, 500, 1439].map((m) => places.x.map((_, p) => APP.counts[0].at(p, m)));
        const set = (id, value) => {{ const e = document.getElementById(id); e.value = value; e.dispatchEvent(new Event(e.type === "search" ? "input" : "change", {{bubbles: true}})); }};
        out.rows = document.querySelectorAll("#table tbody tr").length;
        set("against", 1);
        out.heads = [...document.querySelectorAll("#table thead th")].map((e) => e.textContent);
        const rows = document.querySelector(".rows"), page = document.documentElement, wide = () => [rows.scrollWidth - rows.clientWidth, page.scrollWidth - page.clientWidth];
        out.wide = ["zh", "en"].flatMap((language) => {{ document.getElementById(language).click(); return wide(); }});
        out.window = innerWidth;
        set("find", "=1");
        out.found = [...document.querySelectorAll("#table tbody td:first-child")].map((e) => e.textContent);
        document.querySelector("#table tbody tr").click();
        out.chosen = document.getElementById("chosen").textContent;
        document.getElementById("zh").click();
        document.querySelector("#chosen button").click();
        out.jumped = [APP.map.zoom, APP.map.center[0] === APP.data.villages.x[0], document.querySelector('#table tr[aria-selected="true"] td').textContent];
        out.zh = document.getElementById("show-replay").textContent;
        document.getElementById("show-replay").click();
        const now = () => document.getElementById("now").textContent, at = (minute) => {{ set("time", minute); document.getElementById("time").dispatchEvent(new Event("input")); return now(); }};
        out.night = at(0);
        out.day = at(6 * 60);
        const seats = places.kind.indexOf(1), points = places.kind.indexOf(2), shift = (place) => [place, ["收寄", "accept"], 0, 1440, 2];
        out.crews = crewText(APP.data, {{crews: [shift(seats), shift(points), shift(points + 1)]}}, 500);
        out.apart = [difference(0.25, {{share: true}}), figure(0.25, {{share: true}})];
        out.ready = [0, 500, 1439].map((m) => APP.counts[0].ready.at(m));
        document.getElementById("en").click();
        out.clash = [...new Set(now().match(/[\u4e00-\u9fff]/g) || [])];
        const before = APP.state.time;
        const frames = new Map();
        window.requestAnimationFrame = (work) => {{ frames.set(frames.size, work); return frames.size - 1; }};
        window.cancelAnimationFrame = (number) => frames.set(number, () => {{}});
        for (let i = 0; i < 3; i++) document.getElementById("play").click();
        out.pressed = document.getElementById("play").getAttribute("aria-pressed");
        for (let frame = 0; frame < 5; frame++) for (const [number, work] of [...frames]) {{ frames.set(number, () => {{}}); work(1000 + 40 * frame); }}
        document.getElementById("play").click();
        out.moved = (APP.state.time - before) / APP.state.speed / 60;
        out.replay_heads = [...document.querySelectorAll("#table thead th")].length;
        const drawn = (id) => {{ const c = document.getElementById(id); return c.getContext("2d").getImageData(0, 0, c.width, c.height).data.filter((v, i) => i % 4 === 3 && v).length; }};
        out.drawn = [drawn("ground"), drawn("moving")];
        const key = (k) => document.getElementById("moving").dispatchEvent(new KeyboardEvent("keydown", {{key: k, bubbles: true}}));
        key("+"); out.zoom = APP.map.zoom; key("0"); out.reset = APP.map.zoom;
        out.unnamed = [...document.querySelectorAll("button,select,input,canvas[tabindex]")].filter((e) => !(e.textContent.trim() || e.getAttribute("aria-label") || e.closest("label"))).length;
        return out;""")
    spots = [(round(1000 * s.x_km), round(1000 * s.y_km)) for c in [small.county()] for s in (c.hub, *c.townships, *c.points)]
    for time, row in zip(times, found["positions"], strict=True):
        for journey, at in zip(day().journeys, row, strict=True):
            own = journey.at(time, spots)
            assert (at is None) == (own is None)
            assert at is None or at == pytest.approx(own, abs=1e-6)
    for minute, row in zip((0, 500, 1439), found["waiting"], strict=True):
        counted = {w.place: w.at(minute) for w in day().waiting}
        assert row == [counted.get(place, 0) for place in range(len(row))]
    assert found["ready"] == [day().ready.at(minute) for minute in (0, 500, 1439)]
    assert "无人在岗，下一班次" in found["night"]
    assert "无人在岗，下一班次" not in found["day"].partition("；乡镇中心")[0].partition("在岗人员")[2]
    assert found["crews"] == "乡镇中心：收寄 2；村级服务点：收寄 4"
    assert found["apart"] == ["+25.0", "25.0%"], "shares differ by points"
    assert found["clash"] == []
    assert found["rows"] == len(small.county().villages)
    assert found["heads"][-1].startswith("Difference")
    assert found["found"] == ["=1+1"]
    assert found["window"] == PHONE[0]
    assert found["wide"] == [0, 0, 0, 0], "nothing is cut on a telephone, with all columns"
    assert found["chosen"].startswith("=1+1")
    assert found["jumped"] == [4, True, "=1+1"]
    assert found["replay_heads"] == 5
    assert min(found["drawn"]) > 100
    assert found["zh"] == "一日回放"
    assert found["pressed"] == "true"
    assert found["moved"] == pytest.approx(160)  # the clock runs once, however often it was stopped
    assert found["zoom"] > 1 == found["reset"]
    assert found["unnamed"] == 0
