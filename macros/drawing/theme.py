"""Colours and letters that every figure shares.

A figure is always drawn in the LIGHT colours. Its dark twin is the same figure with every LIGHT
colour replaced by the DARK one of the same name, so no two names may share a LIGHT colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Widths of these families are alike, so a label that fits on one machine fits on the others.
FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"

LIGHT: dict[str, str] = {
    # grounds and letters
    "paper": "#ffffff",
    "card": "#f6f8fa",
    "card_line": "#d7dfe7",
    "ink": "#1c2733",
    "ink_soft": "#475564",
    "accent": "#0a5a86",
    # glass, water, metal
    "glass": "#fdfefe",
    "shine": "#fffffe",
    "glass_line": "#62758a",
    "liquid": "#dfecf5",
    "liquid_line": "#9fbcd2",
    "metal": "#d3dae2",
    "metal_dark": "#8c9aa9",
    "metal_line": "#5d6b7a",
    "flow": "#3f6f99",
    # five hues for marks, each a line and a fill, and a core where one is needed
    "orange_line": "#b23c0a",
    "orange": "#fcd8bf",
    "blue_line": "#1b5c99",
    "blue": "#cfe2f4",
    "violet_line": "#6c3d8e",
    "violet": "#e8dbf1",
    "violet_core": "#9d78b8",
    "sand_line": "#6a6147",
    "sand": "#efe8d3",
    "sand_core": "#c2b48a",
    "gold_line": "#755700",
    "gold": "#e2ae1b",
    # further things that are drawn
    "bead": "#a9b6c6",
    "bead_line": "#4d5f74",
    "bead_pale": "#f0f2f6",
    "bead_pale_line": "#8d9bac",
    "binder": "#14746f",
    "magnet": "#b04a4a",
    "magnet_line": "#6f2a2a",
    "thread": "#6f8a2e",
    "thread_pale": "#b9c88e",
    # what is kept, what is lost
    "kept": "#e2f3ea",
    "kept_line": "#0e7350",
    "lost": "#f1f1f2",
    "lost_hatch": "#dadce1",
    "lost_line": "#646b76",
}

DARK: dict[str, str] = {
    "paper": "#171a21",
    "card": "#20242d",
    "card_line": "#3a414e",
    "ink": "#eef2f7",
    "ink_soft": "#b9c4d1",
    "accent": "#86c7f2",
    "glass": "#262b36",
    "shine": "#5f7183",
    "glass_line": "#9aacc0",
    "liquid": "#2a3d4e",
    "liquid_line": "#567a97",
    "metal": "#3c4552",
    "metal_dark": "#6c7a8a",
    "metal_line": "#a3b0be",
    "flow": "#8fc0ea",
    "orange_line": "#ff9a66",
    "orange": "#7a3414",
    "blue_line": "#7dbcf5",
    "blue": "#1f4a72",
    "violet_line": "#cfa4ec",
    "violet": "#4b3160",
    "violet_core": "#a77fc6",
    "sand_line": "#d3c6a0",
    "sand": "#554d38",
    "sand_core": "#8f8359",
    "gold_line": "#ffe08a",
    "gold": "#c79200",
    "bead": "#5a6879",
    "bead_line": "#bccadb",
    "bead_pale": "#343c48",
    "bead_pale_line": "#6b7989",
    "binder": "#5fd0c8",
    "magnet": "#a54848",
    "magnet_line": "#f0a3a3",
    "thread": "#b5d36a",
    "thread_pale": "#66783a",
    "kept": "#173a2d",
    "kept_line": "#5fd3a4",
    "lost": "#2b2e36",
    "lost_hatch": "#434853",
    "lost_line": "#aab2be",
}


def dark_of() -> dict[str, str]:
    """Which dark colour takes the place of which light one."""
    return {LIGHT[name]: DARK[name] for name in LIGHT}


def recolour(figure_json: Any, palette: Mapping[str, str] = DARK) -> Any:
    """The same figure (plain dicts, lists, strings) with LIGHT colours replaced by `palette`."""
    new = {LIGHT[name]: colour for name, colour in palette.items()}

    def walk(part: Any) -> Any:
        if isinstance(part, str):
            return new.get(part, part)
        if isinstance(part, Mapping):
            return {key: walk(value) for key, value in part.items()}
        if isinstance(part, (list, tuple)):
            return [walk(value) for value in part]
        return part

    return walk(figure_json)
