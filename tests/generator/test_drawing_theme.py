"""Colours of figures: each light one has a dark one, both stand out, and the style sheet has the same."""

from __future__ import annotations

import re

import pytest

from macros.drawing.theme import DARK, LIGHT, recolour
from scripts.project import ROOT


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_light_colours_are_unique_and_each_has_a_dark_one():
    assert len(set(LIGHT.values())) == len(LIGHT)
    assert set(DARK) == set(LIGHT)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_and_outlines_stand_out(palette):
    for ground in ("card", "paper", "kept", "lost", "metal"):
        assert contrast(palette["ink"], palette[ground]) >= 4.5
    assert contrast(palette["ink_soft"], palette["card"]) >= 4.5
    assert contrast(palette["paper"], palette["ink"]) >= 4.5
    for hue in ("orange", "blue", "violet", "sand", "gold"):
        for ground in ("liquid", "kept", "lost", "glass"):
            assert contrast(palette[f"{hue}_line"], palette[ground]) >= 3, (hue, ground)
    for line in ("glass_line", "kept_line", "lost_line", "accent", "flow", "binder"):
        assert contrast(palette[line], palette["card"]) >= 3, line


def test_the_style_sheet_has_the_colours_of_the_theme():
    style = (ROOT / "macros/assets/stylesheets/figures.css").read_text(encoding="utf-8")
    light, dark = style.split('[data-md-color-scheme="slate"]', 1)
    for part, palette in ((light, LIGHT), (dark, DARK)):
        for name, colour in re.findall(r"--figure-((?:orange|blue|violet|sand|gold)[\w-]*): (#[0-9a-f]{6})", part):
            assert palette[name.replace("-", "_")] == colour


def test_recolouring_changes_colours_alone():
    source = {"color": LIGHT["ink"], "size": 3, "text": "ink", "many": [LIGHT["paper"], (LIGHT["card"], None)]}
    assert recolour(source) == {
        "color": DARK["ink"],
        "size": 3,
        "text": "ink",
        "many": [DARK["paper"], [DARK["card"], None]],
    }
