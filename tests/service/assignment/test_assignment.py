from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from pydantic import ValidationError

from sim.plan.actor import Actor
from sim.problems import InputError
from sim.service.assignment.assignment import Assignment, resolve
from sim.service.assignment.job import Job
from sim.service.mode.fee_table import FeeRow
from tests.service.small_county import POOL, build, county, demand, modes, parameters

OUTSIDE = ("sf", "jd", "deppon")


def jobs(mode: str = "courier_courier", pool: tuple[str, ...] = POOL, **more: object) -> tuple[Job, ...]:
    p = parameters()
    return resolve(Assignment(mode=mode, pools={"joint": pool}, **more), county(), p, modes(), demand(p)).jobs


def test_a_pool_is_one_operator_and_the_others_work_alone() -> None:
    found = [(job.pool, job.operator, job.mode.key, len(job.brands), len(job.villages)) for job in jobs()]
    assert found == [("", Actor.brand(b), "township_pickup", 1, 12) for b in OUTSIDE] + [("joint", Actor.pool("joint"), "courier_courier", 6, 12)]


def test_a_pool_without_a_brand_is_told() -> None:
    p = parameters()
    found = resolve(Assignment(mode="courier_courier", pools={"joint": POOL, "other": ()}), county(), p, modes(), demand(p))
    assert [note.about for note in found.notes] == ["pool:other"]


def test_without_pooling_each_brand_of_the_pool_works_alone_but_stays_in_its_cohort() -> None:
    found = jobs("township_pickup")
    assert {(job.operator, job.pool, job.mode.key) for job in found} == {
        *((Actor.brand(b), "joint", "township_pickup") for b in POOL[:-1]),
        (Actor.brand("post"), "joint", "postal_own"),
        *((Actor.brand(b), "", "township_pickup") for b in OUTSIDE),
    }


def test_brands_apart_serve_the_villages_of_their_mode_and_the_others_as_they_do_alone() -> None:
    found = jobs("township_pickup", townships={"T2": "stationed_point"})
    mine = [job for job in found if job.operator == Actor.brand("zto")]
    assert {job.mode.key: len(job.villages) for job in mine} == {"township_pickup": 7, "stationed_point": 5}
    assert {job.pool for job in mine} == {"joint"}
    assert len([job for job in jobs("stationed_point") if job.mode.key == "stationed_point"]) == len(POOL)


def test_brands_outside_look_the_same_in_every_mode() -> None:
    def outside(mode: str) -> list[tuple[str, str, tuple[int, ...]]]:
        return [(job.operator, job.mode.key, job.villages) for job in jobs(mode) if not job.pool]

    assert outside("courier_courier") == outside("postal_courier") == outside("township_pickup")


def test_a_brand_without_parcels_runs_nothing() -> None:
    p = parameters(demand__brands__sf__share=0.0, demand__brands__post__share=0.0)
    for mode in ("courier_courier", "township_pickup", "postal_courier"):
        plan = build(mode, p)
        ran = {owner.operator for owner in (*plan.lines, *plan.handlings, *plan.depots)}
        assert Actor.brand("jd") in ran
        assert not ran & {Actor.brand("sf"), Actor.brand("post")}
        assert not any("brand:sf" in point.code for point in plan.points)
    nobody = parameters(**{f"demand__brands__{brand}__share": 0.0 for brand in POOL})
    assert not any(line.operator == Actor.pool("joint") for line in build("courier_courier", nobody).lines)


def test_a_township_named_wins_over_the_rules() -> None:
    first, second = county().townships[:2]
    one = jobs(townships={first.name: "postal_courier"}, rules=[{"mode": "transport_courier", "from_population": 0}])
    served = {job.mode.key: {county().villages[v].township for v in job.villages} for job in one if job.pool}
    assert served == {"postal_courier": {0}, "transport_courier": {1}}
    both = {job.mode.key for job in jobs(townships={first.name: "postal_courier", second.code: "transport_courier"}) if job.pool}
    assert both == {"postal_courier", "transport_courier"}
    with pytest.raises(InputError) as error:
        jobs(townships={"nowhere": "postal_courier", first.name: "walking", first.code: "postal_courier"})
    assert {p.code for p in error.value.problems} == {"plan.unknown_township", "mode.unknown", "assignment.duplicate_township"}


def test_the_first_rule_that_fits_holds() -> None:
    rules = [{"mode": "postal_courier", "below_parcels_day": 30}, {"mode": "transport_courier", "from_population": 1200}]
    by_mode = {job.mode.key: job.villages for job in jobs(rules=rules) if job.pool}
    people = [v.population for v in county().villages]
    assert by_mode["postal_courier"] == tuple(i for i, n in enumerate(people) if n * 0.05 * 0.87 < 30)
    assert set(by_mode["transport_courier"]) == {i for i, n in enumerate(people) if n >= 1200}
    assert sorted(v for villages in by_mode.values() for v in villages) == list(range(12))


@pytest.mark.parametrize("suffix", [".csv", ".gbk.csv", ".xlsx"])
def test_a_table_names_villages_by_code_or_name_and_wins(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"table{suffix}"
    frame = pd.DataFrame({"村名": ["北1村", "S2"], "模式": ["postal_courier", "township_pickup"]})
    if suffix == ".xlsx":
        frame.to_excel(path, index=False)
    else:
        frame.to_csv(path, index=False, encoding="gbk" if "gbk" in suffix else "utf-8-sig")
    found = jobs(table=str(path))
    post = next(job for job in found if job.mode.key == "postal_courier")
    alone = [job for job in found if job.pool and not job.mode.pooled]
    assert [county().villages[v].code for v in post.villages] == ["N1"]
    assert len(alone) == 6
    assert {county().villages[v].code for job in alone for v in job.villages} == {"S2"}


def test_a_faulty_table_says_every_fault_with_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("village,mode\nN1,postal_curier\n北9村,postal_courier\nN2,postal_courier\nN2,postal_courier\n,\n,postal_courier\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        jobs(table=str(path))
    assert [(p.code, str(p.where)) for p in refused.value.problems] == [
        ("mode.unknown", "table.csv, row 2, column mode"),
        ("assignment.unknown_village", "table.csv, row 3, column village"),
        ("assignment.duplicate_village", "table.csv, row 5, column village"),
        ("assignment.blank_cell", "table.csv, row 7, column village"),
    ]
    assert "did you mean 'postal_courier'" in str(refused.value.problems[0])


def test_a_mode_is_named_in_words_and_a_village_with_its_township(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("序号,村,所属乡镇,合作模式,备注\n1,北镇/北1村,,邮快合作,x\n2,南1村,南镇,delivery by rural bus,\n", encoding="utf-8")
    served = {job.mode.key: [county().villages[v].code for v in job.villages] for job in jobs(table=str(path)) if job.pool and job.mode.key != "courier_courier"}
    assert served == {"postal_courier": ["N1"], "transport_courier": ["S1"]}


@pytest.mark.parametrize(
    ("content", "code"), [("village,modus\nN1,postal_courier\n", "assignment.unknown_column"), ("village,x\nN1,postal_courier\n", "assignment.missing_column"), ("mode,x\npostal_courier,N1\n", "assignment.missing_column"), (None, "assignment.missing_source"), ("", "assignment.empty_file")]
)
def test_a_table_that_is_none(tmp_path: Path, content: str | None, code: str) -> None:
    path = tmp_path / "table.csv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        jobs(table=str(path))
    assert [p.code for p in refused.value.problems] == [code]


def test_unknown_words_are_refused_together() -> None:
    with pytest.raises(InputError) as refused:
        jobs("curier_courier", (*POOL, "dhl"), rules=[{"mode": "bus"}])
    assert [(p.code, p.found) for p in refused.value.problems] == [
        ("assignment.unknown_brand", "dhl"),
        ("mode.unknown", "curier_courier"),
        ("mode.unknown", "bus"),
    ]


def test_who_pays_or_is_paid_must_be_known() -> None:
    price = {"payer": "host:pots", "payee": "brand:dhl", "name": "freight", "yuan": 1}
    mine = modes()["courier_courier"].model_copy(update={"prices": (FeeRow.model_validate(price),)})
    p = parameters()
    with pytest.raises(InputError) as refused:
        resolve(Assignment(mode="courier_courier", pools={"joint": POOL}), county(), p, {**modes(), "courier_courier": mine}, demand(p))
    assert [(problem.code, problem.found) for problem in refused.value.problems] == [("mode.unknown_host", "pots"), ("mode.unknown_brand", "dhl")]


def test_a_brand_alone_needs_a_mode_for_one() -> None:
    p = parameters(demand__brands__sf__alone="courier_courier")
    with pytest.raises(InputError) as refused:
        resolve(Assignment(mode="courier_courier", pools={"joint": POOL}), county(), p, modes(), demand(p))
    assert [p.code for p in refused.value.problems] == ["assignment.alone_is_pooled"]


def test_no_brand_is_in_two_pools() -> None:
    with pytest.raises(ValidationError, match="each brand in one pool at most"):
        Assignment(mode="courier_courier", pools={"a": ("zto",), "b": ("zto", "yto")})
