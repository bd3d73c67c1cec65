"""Actors 主体: who works, pays and is paid."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What sort of actor it is."""

    POOL = "pool"
    BRAND = "brand"
    HOST = "host"
    KEEPER = "keeper"
    PUBLIC = "public"
    RESIDENT = "resident"
    WORLD = "world"


MANY = (ActorKind.POOL, ActorKind.BRAND, ActorKind.HOST)
"""Kinds of which a county has several, told apart by their keys; of every other kind there is one."""


@dataclass(frozen=True, order=True)
class Actor:
    """One of those who work, pay and are paid.

    Its text, in tables and in the keys of lines and handlings, is ``pool:joint``, ``brand:zto`` or ``host:post``; without
    a key its kind alone. Actors sort as their texts do.

    Attributes:
        key: of the pool, brand or host; empty for the kinds of which there is one.
    """

    kind: ActorKind
    key: str = ""

    @classmethod
    def pool(cls, name: str) -> Actor:
        """The brands of a pool, working as one."""
        return cls(ActorKind.POOL, name)

    @classmethod
    def brand(cls, key: str) -> Actor:
        """A brand that works alone."""
        return cls(ActorKind.BRAND, key)

    @classmethod
    def host(cls, key: str) -> Actor:
        """Whoever runs lines for other reasons."""
        return cls(ActorKind.HOST, key)

    @property
    def is_brand(self) -> bool:
        """A brand, or a pool of them."""
        return self.kind in (ActorKind.POOL, ActorKind.BRAND)

    @property
    def is_host(self) -> bool:
        """A host: a carrier that runs anyway."""
        return self.kind is ActorKind.HOST

    @property
    def is_operator(self) -> bool:
        """Whoever is neither public purse nor resident nor the world."""
        return self.kind not in (ActorKind.PUBLIC, ActorKind.RESIDENT, ActorKind.WORLD)

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.kind in MANY else self.kind.value


KEEPER, PUBLIC, RESIDENT, WORLD = (Actor(kind) for kind in (ActorKind.KEEPER, ActorKind.PUBLIC, ActorKind.RESIDENT, ActorKind.WORLD))
"""Keepers of points, the public purse, residents, and whoever sells what is used up; as each bears costs in the ledger."""


def actor_of(text: str) -> Actor | None:
    """The actor of a text; None where it is none."""
    kind, _, key = text.partition(":")
    if kind not in ActorKind.__members__.values():
        return None
    actor = Actor(ActorKind(kind), key)
    return actor if str(actor) == text and bool(key) == (actor.kind in MANY) else None
