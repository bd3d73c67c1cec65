"""Draws what is offered in the villages to go out, beside the parcels that come in.

Each attribute is keyed by (village, day, k-th of that day) of its own streams: nothing here moves an inbound
parcel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.clock import DAY, clock_ms
from sim.county.county import County
from sim.demand.attributes import Attributes
from sim.demand.draw import parcel_codes
from sim.demand.harvest import harvests
from sim.demand.offers import NO_OFFERS, Direction, Offers
from sim.demand.parcels import Parcels
from sim.demand.streams import Codes, Stream, entity_codes
from sim.parameters.outbound import Product
from sim.parameters.tree import Parameters


def offers_of(county: County, parameters: Parameters, parcels: Parcels, seed: int, replication: int) -> Offers:
    """The outbound parcels of one replication: ordinary ones in proportion to those that came in, or those of the table
    of parcels, and the harvest's.

    Raises:
        InputError: a product grows where there is no village.
    """
    outbound, horizon = parameters.demand.outbound, parameters.horizon
    if not outbound.on:
        return NO_OFFERS
    mean = _came(parcels, horizon.days, len(county.villages)) * outbound.share
    streams = [_Streams(county, parameters, seed, replication, "outbound").draw(mean, None)]
    for number, product, means in harvests(county, outbound, horizon):
        name = f"outbound {list(outbound.products)[number]}"
        streams.append(_Streams(county, parameters, seed, replication, name).draw(means, product))
    if outbound.replay and parameters.demand.parcels_file is not None:
        from sim.demand.replay import replay_offers  # pandas, which a worker without a table never needs

        streams.append(replay_offers(parameters.demand.parcels_file, county, parameters, seed, replication))
    return _by_time(streams)


def _came(parcels: Parcels, days: int, villages: int) -> NDArray[np.float64]:
    """Parcels that came in, by day and village."""
    cells = parcels.day.astype(np.int64) * villages + parcels.village
    return np.bincount(cells, minlength=days * villages).reshape(days, villages).astype(np.float64)


def _by_time(streams: Sequence[Offers]) -> Offers:
    """All offers, by when they are made."""
    made = {f.name: np.concatenate([getattr(of, f.name) for of in streams]) for f in fields(Offers)}
    order = made["offered"].argsort(kind="stable")
    return Offers(**{name: column[order] for name, column in made.items()})


class _Streams:
    """The streams of one kind of outbound parcels."""

    def __init__(self, county: County, parameters: Parameters, seed: int, replication: int, name: str) -> None:
        self._county, self._parameters = county, parameters
        self._seed, self._replication, self._name = seed, replication, name
        self._rules = Attributes(parameters, seed, replication, f"{name} ")

    def _stream(self, of: str) -> Stream:
        return Stream(self._seed, self._replication, f"{self._name} {of}")

    def draw(self, mean: Floats, product: Product | None) -> Offers:
        """Parcels of a mean by day and village: of a product, or ordinary ones (None)."""
        villages, days = entity_codes(v.code for v in self._county.villages), np.arange(len(mean))
        count = self._stream("count").poisson(mean, villages[None, :], days[:, None])
        code = parcel_codes(self._county, count)
        day, village = np.divmod(np.repeat(np.arange(count.size), count.ravel()), len(villages))
        direction = Direction.FRESH if product is not None and product.fresh else Direction.OUTBOUND
        return Offers(
            village=village.astype(np.int32),
            brand=self._rules.brand(code),
            direction=np.full(len(code), direction, np.int8),
            offered=self._offered(code, day),
            grams=self._grams(code, product),
            ml=self._ml(code, product),
            work=self._rules.work(code),
            lost=self._rules.lost(code),
        )

    def _offered(self, code: Codes, day: NDArray[np.int64]) -> NDArray[np.int64]:
        """Senders come at any time of theirs alike."""
        outbound = self._parameters.demand.outbound
        begin, end = clock_ms(outbound.senders_from), clock_ms(outbound.senders_to)
        since: NDArray[np.int64] = np.rint(self._stream("time").uniform(code) * (end - begin)).astype(np.int64)
        return since + begin + day * DAY

    def _grams(self, code: Codes, product: Product | None) -> NDArray[np.int32]:
        if product is None:
            return self._rules.grams(code)
        return self._rules.scaled("weight", product.kg * 1000, product.size_sd_log, code)

    def _ml(self, code: Codes, product: Product | None) -> NDArray[np.int32]:
        if product is None:
            return self._rules.ml(code)
        return self._rules.scaled("volume", product.litres * 1000, product.size_sd_log, code)
