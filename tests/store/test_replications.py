"""Numbers and whole replications in one store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.plain import records
from sim.store.archive import Archive
from sim.store.kept import KPIS, WHOLE, Kept, Want, row_of
from sim.store.parts import Parts
from sim.store.replications import Store
from tests.measure.test_part import part

KEY = "0" * 64


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Archive(tmp_path) as archive:
        yield Store(archive, Parts(tmp_path))


def test_a_replication_of_which_numbers_alone_were_kept_is_not_there_whole(store: Store) -> None:
    one = part()
    store.keep(KEY, "a", [Kept(row_of(one))], ())
    assert (store.there("a", KEY, KPIS), store.there("a", KEY, WHOLE)) == ({one.number}, set())
    store.keep(KEY, "a", [Kept(row_of(one), records.packed(one))], ())
    assert store.there("a", KEY, WHOLE) == {one.number}
    assert store.there("a", KEY, Want(traced=frozenset({one.number}))) == set()


def test_a_scenario_is_missing_failed_or_well(store: Store) -> None:
    number = part().number
    assert store.status(KEY, (), [number]).state == "missing"
    store.archive.fail(KEY, "a", "failed", "why")
    assert (store.status(KEY, (), [number]).state, store.status(KEY, (), [number]).message) == ("failed", "why")
    store.keep(KEY, "a", [Kept(row_of(part()))], (("满", "full"),))
    assert store.status(KEY, (), [number]).overloads == (("满", "full"),)
    assert store.status(KEY, (), [number, number + 1]).state == "missing"
