"""YAML as data: built from the parser's events one after the other, so that size, depth and repetition have bounds and
no tag is obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from sim.plain.text import read_text, refused
from sim.problems import InputError, Phrase, Said, phrase

MOST_BYTES = 1_000_000
"""Of a file; the longest that we ship has 3,000."""

DEPTH = 40
"""Maps and lists inside each other."""

ITEMS = 300_000
"""Values in all, those that an alias repeats counted each time."""

DIGITS = 400
"""Characters of a number."""

_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNBUILT = object()


class _Plain(Resolver):
    """What an unquoted text means: as Hydra's files have it, 1e3 is a number and a date is a text."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in kinds if tag != "tag:yaml.org,2002:timestamp"] for first,
    kinds in Resolver.yaml_implicit_resolvers.items()
}
_Plain.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?(?:\d[\d_]*\.?|\.\d)[\d_]*[eE][-+]?\d+\Z"), list("-+0123456789.")
)


def read_yaml(path: Path, name: str, most_bytes: int = MOST_BYTES) -> Any:
    """The content of a YAML file; None of an empty one.

    Args:
        name: of the file in problems.

    Raises:
        InputError: see ``read_text`` and ``parse_yaml``.
    """
    return parse_yaml(read_text(path, name, most_bytes), name)


def parse_yaml(text: str, name: str, most_items: int = ITEMS) -> Any:
    """The content of one YAML document; None of an empty one.

    Raises:
        InputError: it is no YAML, several documents, carries tags, has a key twice, or goes beyond a bound above; names
            the line.
    """
    builder = _Builder(name, most_items)
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        lines = text.splitlines() or [""]
        number, hint = _why(lines, 0 if mark is None else mark.line)
        found = lines[min(number, len(lines) - 1)].strip()[:60]
        raise refused(name, found, phrase("plain.yaml"), hint, number + 1) from None
    except (yaml.YAMLError, UnicodeEncodeError, RecursionError) as error:
        raise refused(name, str(error).splitlines()[0], phrase("plain.yaml")) from None
    return builder.content


_KEY = re.compile(r"[\s-]*[\w.]+：")


def _why(lines: list[str], number: int) -> tuple[int, Phrase]:
    """The line to mend, from 0, where the parser gave up at one, and how: it often says so a line too late."""
    last = min(number, len(lines) - 1)
    for near in range(last, max(-1, last - 3), -1):
        line = lines[near]
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return near, phrase("plain.tab")
        if _KEY.match(line):
            return near, phrase("config.sign", sign="：", written=":")
    return number, phrase("plain.quote")


def _events(text: str) -> Iterator[Any]:
    parser = _PARSER(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


class _Open:
    """A map or list that is being read, made of ``items`` values so far; ``depth`` of maps and lists in it."""

    def __init__(self, content: dict[Any, Any] | list[Any], anchor: str | None) -> None:
        self.content = content
        self.anchor = anchor
        self.key: Any = _UNBUILT
        self.merged: list[dict[Any, Any]] = []
        self.items = 1
        self.depth = 0


class _Builder:
    """Takes the events of a document; ``content`` is what it holds."""

    def __init__(self, name: str, most_items: int) -> None:
        self.content: Any = None
        self._name = name
        self._most = most_items
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int, int]] = {}
        self._items = 0
        self._documents = 0
        self._resolver = _Plain()
        self._make = SafeConstructor()

    def take(self, event: Any) -> None:
        """The next event."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._no(event, phrase("plain.second_document"), phrase("plain.one_document"))
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._put(event, self._scalar(event), event.anchor)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._begin(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            done = self._open.pop()
            self._put(event, _finished(done), done.anchor, done.items, done.depth + 1)

    def _begin(self, event: Any) -> None:
        self._no_tag(event)
        self._no_deeper(event, 1)
        if event.anchor:
            self._anchors.pop(event.anchor, None)
        self._open.append(_Open({} if isinstance(event, yaml.MappingStartEvent) else [], event.anchor))

    def _alias(self, event: Any) -> None:
        if event.anchor not in self._anchors:
            raise self._no(event, f"*{event.anchor}", phrase("plain.anchor"))
        value, items, depth = self._anchors[event.anchor]
        self._no_deeper(event, depth)
        self._put(event, value, None, items, depth, items)

    def _put(self, event: Any, value: Any, anchor: str | None, items: int = 1, depth: int = 0, new: int = 1) -> None:
        """Put a value where it belongs: the map or list that is open, or the document itself.

        Args:
            items: values that it is made of, itself among them. ``new``: those of them that were not counted before.
        """
        self._items += new
        if self._items > self._most:
            raise self._no(event, phrase("plain.more_items", items=self._most), phrase("plain.items", items=self._most))
        if anchor:
            self._anchors[anchor] = (value, items, depth)
        if not self._open:
            self.content = value
            return
        into = self._open[-1]
        into.items += items
        into.depth = max(into.depth, depth)
        if isinstance(into.content, list):
            into.content.append(value)
        elif into.key is _UNBUILT:
            into.key = self._key(event, value, into.content)
        else:
            self._enter(event, into, value)

    def _no_deeper(self, event: Any, more: int) -> None:
        if len(self._open) + more > DEPTH:
            raise self._no(event, phrase("plain.deeper", depth=DEPTH), phrase("plain.depth", depth=DEPTH))

    def _key(self, event: Any, key: Any, known: dict[Any, Any]) -> Any:
        if isinstance(key, (dict, list)):
            raise self._no(event, phrase("plain.collection_key"), phrase("plain.plain_key"))
        if key in known:
            raise self._no(event, phrase("plain.twice", name=str(key)), phrase("plain.once"))
        return key

    def _enter(self, event: Any, into: _Open, value: Any) -> None:
        assert isinstance(into.content, dict)
        key, into.key = into.key, _UNBUILT
        if key != "<<":
            into.content[key] = value
            return
        maps = value if isinstance(value, list) else [value]
        if not all(isinstance(m, dict) for m in maps):
            raise self._no(event, "<<", phrase("plain.merge"))
        into.merged += maps

    def _scalar(self, event: Any) -> Any:
        self._no_tag(event)
        if not event.implicit[0]:
            return event.value
        tag: str = self._resolver.resolve(yaml.ScalarNode, event.value, (True, False))  # type: ignore[no-untyped-call]
        if tag in _NUMBERS and len(event.value) > DIGITS:
            raise self._no(event, phrase("plain.long_number", digits=len(event.value)), phrase("plain.number"))
        return self._value(event, tag)

    def _value(self, event: Any, tag: str) -> Any:
        node = yaml.ScalarNode(tag, event.value)
        try:
            if tag == "tag:yaml.org,2002:int":
                return self._make.construct_yaml_int(node)
            if tag == "tag:yaml.org,2002:float":
                return self._make.construct_yaml_float(node)
        except (ValueError, OverflowError):
            raise self._no(event, event.value[:40], phrase("plain.number")) from None
        if tag == "tag:yaml.org,2002:bool":
            return self._make.construct_yaml_bool(node)
        return None if tag == "tag:yaml.org,2002:null" else event.value

    def _no_tag(self, event: Any) -> None:
        if event.tag is not None:
            raise self._no(event, event.tag, phrase("plain.no_tag"), phrase("plain.quote"))

    def _no(self, event: Any, found: Said, allowed: Said, hint: Said = "") -> InputError:
        return refused(self._name, found, allowed, hint, event.start_mark.line + 1)


def _finished(done: _Open) -> Any:
    """A map with what is merged into it under its own keys, or a list."""
    if not done.merged:
        return done.content
    below: dict[Any, Any] = {}
    for content in reversed(done.merged):  # the first has the last word
        below |= content
    return below | done.content  # type: ignore[operator]
