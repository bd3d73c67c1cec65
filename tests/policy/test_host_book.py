"""Hosts go into the sheets of a workbook and come out of them as they were."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from experiments.settings.compose import configs, files
from sim.parameters import Parameters
from sim.policy.host_book import EXAMPLES
from sim.policy.host_sheets import HOSTS, LINES, hosts_of, sheets_for
from sim.policy.plan_book import add_sheets


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hosts_of_a_config_come_back_as_they_were(lang: str, tmp_path: Path) -> None:
    texts = ["county=hangjin", "+host.bus.timetables.far={townships: [锡尼镇], weekdays: [1, 4], depart: ['06:00']}", "tariff.post_yuan=0.9"]
    before = next(configs(texts, "new-county", None, files(None))[1]).parameters
    path = tmp_path / "own.xlsx"
    made = openpyxl.Workbook()
    add_sheets(made, lang, parameters=before.model_dump(mode="json"), filled=True)
    made.save(path)
    after = next(configs([f"county={path}"], "new-county", None, files(None))[1]).parameters
    assert after.tariff == before.tariff
    assert after.host["post"].vehicles == 7
    for key, host in before.host.items():
        assert after.host[key].model_copy(update={"timetables": {}}) == host.model_copy(update={"timetables": {}})
    assert list(after.host["bus"].timetables.values()) == list(before.host["bus"].timetables.values())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_has_an_example_that_is_not_read_and_tells_its_columns(lang: str, tmp_path: Path) -> None:
    path, tree = tmp_path / "own.xlsx", Parameters().model_dump(mode="json")
    made = openpyxl.Workbook()
    add_sheets(made, lang, parameters=tree)
    made.save(path)
    book = openpyxl.load_workbook(path)
    told = [row[1] for row in book.worksheets[0].iter_rows(values_only=True)]
    for sheet in sheets_for(tree):
        page = book[sheet.zh if lang == "zh" else sheet.key]
        heads = [c.header(lang) for c in sheet.columns if c.kind != "ignored"]
        assert [cell.value for cell in page[1]] == heads
        assert set(heads) <= set(told)
        assert page.max_row == 2
    assert {HOSTS, LINES} == set(EXAMPLES)
    found = hosts_of({**tree, "county": {"source": str(path)}})
    assert not found.values
    assert not found.problems
