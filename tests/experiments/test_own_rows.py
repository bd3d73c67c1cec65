"""Hosts, vehicle types and types of point in the user's own folder: a file is a row, and its faults are told as all others."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.settings.compose import configs, files
from experiments.settings.config import Config
from experiments.settings.schema import defaults
from experiments.version import CONF
from sim.parameters.hosts import Host
from sim.parameters.own_rows import TABLES, with_rows
from sim.plain.own_files import OwnFile
from sim.problems import InputError


def write(folder: Path, **rows: str) -> Path:
    """A folder with a file for each ``group__name``."""
    for name, text in rows.items():
        file = folder / f"{name.replace('__', '/')}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def composed(folder: Path | None, *words: str) -> Config:
    named = str(folder) if folder else None
    (config,) = configs(list(words), "check", named, files(named))[1]
    return config


def test_a_file_is_a_row_with_the_defaults_of_its_kind() -> None:
    tree = with_rows(defaults(), [OwnFile("host", "dairy", None, {"free_parcels": 7})])
    assert tree["host"]["dairy"] == {**Host().model_dump(mode="json"), "free_parcels": 7}
    assert set(defaults()["host"]) == set(tree["host"]) - {"dairy"}


def test_each_kind_of_row_is_known_and_its_keys_may_be_set(tmp_path: Path) -> None:
    mine = write(
        tmp_path, host__dairy="vehicle: tanker\n", vehicle__tanker="parcels: 80\n", point__station="shelf_parcels: 9\n",
        host__bus="cancel_share: 0.5\n",
    )
    p = composed(mine, "host.dairy.load_sd=0.1", "mode.point=station").parameters
    assert (p.host["dairy"].vehicle, p.host["dairy"].load_sd, p.host["dairy"].free_parcels) == ("tanker", 0.1, 35)
    assert (p.vehicles["tanker"].parcels, p.points.types["station"].shelf_parcels) == (80, 9)
    assert (p.host["bus"].cancel_share, p.host["bus"].free_parcels) == (0.5, 80)
    assert set(TABLES) == {"host", "vehicle", "point"}


def test_rows_of_one_folder_are_not_left_for_the_next_command(tmp_path: Path) -> None:
    composed(write(tmp_path, host__dairy="free_parcels: 7\n"))
    assert "dairy" not in composed(None).parameters.host


def test_all_faults_of_all_rows_are_told_at_once(tmp_path: Path) -> None:
    mine = write(
        tmp_path, host__dairy="free_parcel: 7\nload_share: 1.5\n", host__mill="vehicle: cart\n", vehicle__tanker="kg: none\n"
    )
    with pytest.raises(InputError) as refused:
        composed(mine)
    assert {str(p.where) for p in refused.value.problems} >= {
        "host.dairy.free_parcel", "host.dairy.load_share", "vehicles.tanker.kg"
    }
    assert "did you mean 'free_parcels'" in str(refused.value)


@pytest.mark.parametrize("text", ["- a list\n", "note: ${oc.env:HOME}\n", "_target_: os.system\n"])
def test_what_no_file_of_the_folder_may_say_no_row_may(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError, match=r"host/dairy\.yaml"):
        composed(write(tmp_path, host__dairy=text))


def test_a_config_is_composed_in_the_midst_of_a_job_of_hydras(tmp_path: Path) -> None:
    """As a sweep does that has a folder of the user's own: the job goes on where it was."""
    from hydra import initialize_config_dir
    from hydra.core.global_hydra import GlobalHydra

    with initialize_config_dir(version_base="1.3", config_dir=str(CONF), job_name="parcelflow"):
        running = GlobalHydra.instance().hydra
        assert composed(write(tmp_path, host__dairy="free_parcels: 7\n")).parameters.host["dairy"].free_parcels == 7
        assert GlobalHydra.instance().hydra is running
    assert GlobalHydra.instance().hydra is None
