"""The double-entry ledger 台账: every yuan, who bears it, who gets it, for which village."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats, Ints
from sim.plan.actor import WORLD, Actor

RESOURCE, TRANSFER = "resource", "transfer"


@dataclass(frozen=True, order=True)
class Account:
    """What an entry is about.

    Attributes:
        actor: who bears it (a positive amount) or receives it (a negative one).
        counterparty: ``WORLD`` for resources, else who is on the other side of the transfer.
        kind: ``resource`` (something is used up) or ``transfer`` (money changes hands).
        category: ``energy``, ``vehicle``, ``driver``, ``staff`` ...
        place: leg of the line (``trunk``, ``village`` ...) or level of the place (``hub``, ``township`` ...).
    """

    actor: Actor
    counterparty: Actor
    kind: str
    category: str
    place: str


class UnbalancedError(AssertionError):
    """The ledger does not add up: a fault of the program, never of the input."""


@dataclass(frozen=True, eq=False)
class Ledger:
    """Entries in whole cents (分). Rows are cells of accounts that are not zero.

    Attributes:
        accounts: named by ``account``, index by row.
        village: by row. ``pool``: by row, the parcels are of brands in the pool. ``cents``: by row.
        villages: number of villages.
    """

    accounts: tuple[Account, ...]
    account: NDArray[np.int16]
    village: NDArray[np.int32]
    pool: NDArray[np.bool_]
    cents: Ints
    villages: int

    def cells(self, chosen: Callable[[Account], bool]) -> Ints:
        """Cents of the chosen accounts, shape (2, villages): the pool's parcels, the others'."""
        keep = np.array(
            [chosen(a) for a in self.accounts], dtype=bool
        )[self.account] if self.accounts else np.zeros(0, dtype=bool)
        out = np.zeros((2, self.villages), dtype=np.int64)
        np.add.at(out, (np.where(self.pool[keep], 0, 1), self.village[keep]), self.cents[keep])
        return out


@dataclass
class Book:
    """A ledger being written: yuan by account and cell. ``yuan`` arguments have shape (2 * villages,),
    pool first."""

    villages: int
    yuan: dict[Account, Floats] = field(default_factory=dict)
    booked: dict[Account, float] = field(default_factory=dict)

    def use(self, actor: Actor, category: str, place: str, yuan: Floats, total: float | None = None) -> None:
        """Enter a resource used up by ``actor``; ``total``: what the cells must add up to, where it is known apart from
        them."""
        self._add(Account(actor, WORLD, RESOURCE, category, str(place)), yuan, total)

    def pay(self, payer: Actor, payee: Actor, category: str, place: str, yuan: Floats) -> None:
        """Enter a transfer: one entry for the payer; ``close`` writes the payee's, to the cent its opposite."""
        if payer != payee:
            self._add(Account(payer, payee, TRANSFER, category, str(place)), yuan, None)

    def _add(self, account: Account, yuan: Floats, total: float | None) -> None:
        if yuan.shape != (2 * self.villages,) or not np.isfinite(yuan).all() or (yuan < 0).any():
            raise UnbalancedError(f"{account}: cells must be {2 * self.villages} finite amounts, none negative")
        present = self.yuan.get(account)
        self.yuan[account] = yuan.astype(np.float64) if present is None else present + yuan
        self.booked[account] = self.booked.get(account, 0.0) + (float(yuan.sum()) if total is None else total)

    def close(self) -> Ledger:
        """The ledger in whole cents, checked: villages add up to what was booked, transfers to zero.

        Raises:
            UnbalancedError: they do not.
        """
        rows = list(self._in_cents())
        table = np.stack([cents for _, cents in rows]) if rows else np.zeros((0, 2 * self.villages), dtype=np.int64)
        account_of, cell = np.nonzero(table)
        ledger = Ledger(
            accounts=tuple(account for account, _ in rows),
            account=account_of.astype(np.int16),
            village=(cell % self.villages).astype(np.int32),
            pool=cell < self.villages,
            cents=table[account_of, cell],
            villages=self.villages,
        )
        check(ledger)
        return ledger

    def _in_cents(self) -> Iterator[tuple[Account, Ints]]:
        """Every account with its cents by cell; a transfer is followed by what the other party gets.

        Raises:
            UnbalancedError: the cells do not hold what was booked.
        """
        for account, yuan in sorted(self.yuan.items()):
            cents, booked = to_cents(yuan), 100 * self.booked[account]
            held = float(cents.sum())
            if abs(held - booked) > 1 + 1e-9 * held:
                raise UnbalancedError(f"{account}: villages hold {cents.sum()} cents of {booked:.2f} booked")
            yield account, cents
            if account.kind == TRANSFER:
                yield Account(account.counterparty, account.actor, TRANSFER, account.category, account.place), -cents


def to_cents(yuan: Floats) -> Ints:
    """Round yuan by cell to whole cents that add up to the rounded total: the largest remainders are rounded up, ties
    by position."""
    exact = yuan * 100.0
    cents = np.floor(exact + 1e-9).astype(np.int64)
    short = round(float(exact.sum())) - int(cents.sum())
    if short:
        order = np.argsort(cents - exact, kind="stable")
        cents[order[: abs(short)] if short > 0 else order[::-1][: abs(short)]] += 1 if short > 0 else -1
    return cents


def check(ledger: Ledger) -> None:
    """Raise where transfers do not cancel in every village, so that the actors' outlays add up to the resources used,
    or a resource is negative.

    Raises:
        UnbalancedError: with the villages at fault.
    """
    transfers = ledger.cells(lambda a: a.kind == TRANSFER)
    if transfers.any():
        raise UnbalancedError(f"transfers do not cancel in villages {np.flatnonzero(transfers.any(axis=0)).tolist()}")
    if (ledger.cells(lambda a: a.kind == RESOURCE) < 0).any():
        raise UnbalancedError("a resource entry is negative")
