"""How one parameter is declared, and how the declared ones are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

Span = tuple[float, float, str]
"""Low and high of a plausible range, and its source."""


def near(base: float, low: float, high: float, source: str) -> Span:
    """A range in proportion to its base, where no source gives one."""
    return round(low * base, 4), round(high * base, 4), source


@cache
def _takes(annotation: Any) -> bool:
    """Whether a truth value may stand where this is declared, or is judged there by another section or as no text."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation in (bool, str, object) or issubclass(annotation, BaseModel)
    inner = get_args(annotation)
    if get_origin(annotation) is Literal:
        return any(isinstance(word, bool) for word in inner)
    return annotation is Any or any(_takes(of) for of in (inner[1:] if get_origin(annotation) is dict else inner))


def _worded(value: Any) -> Any:
    """A value in which truth values are the words for them."""
    if isinstance(value, dict):
        return {key: _worded(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_worded(item) for item in value)
    return str(value).lower() if isinstance(value, bool) else value


class Section(BaseModel):
    """A branch of the parameter tree: frozen, no unknown key, no NaN or infinity, no truth value for a number.

    Attributes:
        own_ranges: where branches of one kind stand in a table (brands, vehicles, hosts, waves), the ranges of those
            that differ from the kind's, by entry and parameter.
        scopes: of such branches, the scope of the KPIs that they move, a suffix, by entry; none: the pool's.
    """

    own_ranges: ClassVar[Mapping[str, Mapping[str, Span]]] = {}
    scopes: ClassVar[Mapping[str, str]] = {}
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, validate_default=True)

    @model_validator(mode="before")
    @classmethod
    def _truth_is_no_number(cls, data: Any) -> Any:
        """``true`` where a number is declared stays a word, which is none; pydantic would read it as 1."""
        if not isinstance(data, dict):
            return data
        return {**data, **{name: _worded(data[name]) for name in _untrue(cls) & data.keys()}}


@cache
def _untrue(kind: type[Section]) -> frozenset[str]:
    """The keys of a section at which no truth value may stand."""
    declared: dict[str, Any] = {name: info.annotation for name, info in kind.model_fields.items()}
    return frozenset(name for name, annotation in declared.items() if not _takes(annotation))


@dataclass(frozen=True)
class Quantity:
    """A parameter as a person meets it.

    Attributes:
        key: dotted path in the config, e.g. ``demand.parcels_per_resident_day``.
        unit: of the value; ``-`` for a plain number or a choice.
        base: the default. ``low``, ``high``: its plausible range (None for a choice).
        ge, gt, le, lt: hard bounds, None where there is none.
        source: tags of ``sim.parameters.sources``.
        meaning_zh, meaning: one sentence, in Chinese and English.
        moves: KPI that it moves and how: ``"+cost_system_parcel"`` rises with the value, ``"-..."`` falls with it,
            ``"~..."`` changes; empty: it moves no KPI, which ``meaning`` then says.
        choices: the words it may take, where it is a choice.
    """

    key: str
    unit: str
    base: Any
    low: float | None
    high: float | None
    ge: float | None
    gt: float | None
    le: float | None
    lt: float | None
    source: str
    meaning_zh: str
    meaning: str
    moves: str
    choices: tuple[str, ...] = ()

    def means(self, lang: str) -> str:
        """Its meaning in ``lang``."""
        return self.meaning_zh if lang == "zh" else self.meaning


def param(
    base: Any,
    unit: str,
    meaning: tuple[str, str],
    *,
    source: str,
    moves: str,
    low: float | None = None,
    high: float | None = None,
    ge: float | None = None,
    gt: float | None = None,
    le: float | None = None,
    lt: float | None = None,
) -> Any:
    """Declare a parameter of a ``Section``; see ``Quantity`` for the words. ``meaning``: in Chinese and English."""
    extra: dict[str, Any] = {
        "unit": unit, "meaning_zh": meaning[0], "low": low, "high": high, "source": source, "moves": moves
    }
    return Field(base, ge=ge, gt=gt, le=le, lt=lt, description=meaning[1], json_schema_extra=extra)


def _bound(info: FieldInfo, name: str) -> float | None:
    return next((getattr(m, name) for m in info.metadata if hasattr(m, name)), None)


def _choices(info: FieldInfo) -> tuple[str, ...]:
    return tuple(str(a) for a in get_args(info.annotation)) if get_origin(info.annotation) is Literal else ()


def _leaves(value: Any, prefix: str) -> Iterator[Quantity]:
    if isinstance(value, (dict, tuple)):
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(item, f"{prefix}{name}.")
        return
    if not isinstance(value, Section):
        return
    entry = prefix.rstrip(".").rpartition(".")[2]
    own, scope = type(value).own_ranges.get(entry, {}), type(value).scopes.get(entry, "")
    for name, quantity in _declared(type(value)).items():
        item, key = getattr(value, name), f"{prefix}{name}"
        if quantity is None:
            yield from _leaves(item, f"{key}.")
        else:
            yield quantity(key, item, own.get(name), scope)


@cache
def _declared(kind: type[Section]) -> Mapping[str, Callable[..., Quantity] | None]:
    """How each field of a section becomes a quantity, as it is declared; None of a branch."""
    return {name: _quantity(info) for name, info in kind.model_fields.items()}


def _quantity(info: FieldInfo) -> Callable[..., Quantity] | None:
    """A parameter by its key, its value, the range and its source that an entry has of its own, and its scope."""
    x: Any = info.json_schema_extra
    if not isinstance(x, dict) or "unit" not in x:
        return None
    ge, gt, le, lt = (_bound(info, name) for name in ("ge", "gt", "le", "lt"))
    span, choices = (x["low"], x["high"], x["source"]), _choices(info)

    def of(key: str, base: Any, own: Span | None, scope: str) -> Quantity:
        low, high, source = own or span
        return Quantity(
            key, x["unit"], base, low, high, ge, gt, le, lt, source, x["meaning_zh"], info.description or "",
            _moves(x["moves"], scope), choices,
        )

    return of


def _moves(text: str, scope: str) -> str:
    """What a parameter moves, with the suffix of a scope that its branch has: ``-km_day@bus`` of the town is
    ``-km_day.urban@bus``."""
    kpi, at, mode = text.partition("@")
    return f"{kpi}{scope}{at}{mode}" if kpi else text


def registry(parameters: Section) -> tuple[Quantity, ...]:
    """Every parameter below ``parameters`` with its present value as ``base``, in the order of declaration."""
    return tuple(_leaves(parameters, ""))
