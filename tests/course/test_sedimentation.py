"""Settling in a centrifuge against values worked out by hand, its limits, and its direction of growth."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.drawing.script import call_script
from scripts.project import ROOT

SCRIPT = ROOT / "macros/figures/centrifugation/explorer.js"
WATER = {"density": 1.15, "liquid": 1.0, "viscosity": 1.0}
# Many cases in each example: one start of node reckons them all.
sizes, forces, times = st.floats(5, 5000), st.floats(1, 200_000), st.floats(0.1, 1440)
in_few_runs = settings(max_examples=10, deadline=None)


def cases(*parts):
    return st.lists(st.tuples(*parts), min_size=1, max_size=60)


def of_model(body, *args):
    """The value of a JavaScript function's body, with the model's parts and the named arguments at hand."""
    call = f"(model, [a, b, c, d]) => {{ const {{ speedOf, shareAt, cutoffOf }} = model.parts; return {body}; }}"
    return call_script(SCRIPT, call, args)


def test_speed_by_hand():
    # (100e-9 m)² × 150 kg/m³ × 100 000 × 9.80665 m/s² / (18 × 0.001 Pa·s)
    # = 1e-14 × 1.4709975e8 / 0.018 = 8.172208e-5 m/s
    assert of_model("speedOf(100, a)", {"force": 100_000, **WATER}) == pytest.approx(8.172208e-5, rel=1e-6)


def test_share_by_hand():
    # 10 000 × g for 30 min: 8.172208e-6 m/s × 1800 s = 14.70998 mm of a path of 30 mm
    setting = {"force": 10_000, "time": 30, "path": 30, **WATER}
    assert of_model("shareAt(speedOf(100, a), a)", setting) == pytest.approx(0.4903325, rel=1e-6)
    assert of_model("model.compute(a).shareOf(100)", setting) == pytest.approx(0.4903325, rel=1e-6)


def test_cutoff_by_hand():
    # √(0.018 × 0.03 / (150 × 980 665 × 4200)) = √(5.4e-4 / 6.1781895e11) = √8.740425e-16 m = 29.56421 nm
    setting = {"force": 100_000, "time": 70, "path": 30, **WATER}
    assert of_model("cutoffOf(a)", setting) == pytest.approx(29.56421, rel=1e-6)
    assert of_model("model.compute(a).cutoff", setting) == pytest.approx(29.56421, rel=1e-6)


def test_at_time_zero_nothing_and_after_long_enough_everything():
    body = "[0, 1e12].map((time) => shareAt(speedOf(10, a), { ...a, time }))"
    setting = {"force": 300, "path": 30, **WATER}
    assert of_model(body, setting) == [0, 1]
    assert of_model("cutoffOf({ ...a, time: 0 }) === Infinity", setting)


@pytest.mark.parametrize("density", [1.0, 0.9])
def test_a_particle_not_denser_than_the_liquid_is_never_pelleted(density):
    setting = {"force": 1000, "time": 1e9, "path": 30, **WATER, "density": density}
    speed, share, never = of_model("[speedOf(100, a), shareAt(speedOf(100, a), a), cutoffOf(a) === Infinity]", setting)
    assert speed <= 0
    assert share == 0
    assert never


@in_few_runs
@given(cases(sizes, forces, times, st.floats(1.01, 3)))
def test_more_size_force_or_time_never_pellets_less(many):
    share = "const share = (size, force, time) => model.compute({ ...b, force, time, path: 30 }).shareOf(size);"
    each = "[share(s, f, t), share(s * m, f, t), share(s, f * m, t), share(s, f, t * m)]"
    for here, *more in of_model(f"(() => {{ {share} return a.map(([s, f, t, m]) => {each}); }})()", many, WATER):
        assert all(one >= here for one in more)


@in_few_runs
@given(cases(forces, times))
def test_all_is_pelleted_at_the_cutoff_and_not_below(many):
    body = """a.map(([force, time]) => {
        const { cutoff, shareOf } = model.compute({ ...b, force, time, path: 30 });
        return [shareOf(cutoff), shareOf(cutoff * 0.9)];
    })"""
    for all_of_it, below in of_model(body, many, WATER):
        assert all_of_it == pytest.approx(1)
        assert below == pytest.approx(0.81)


def test_shares_lie_between_nothing_and_all():
    grid = [
        {"force": force, "time": time, "path": path, "density": density, "liquid": liquid, "viscosity": viscosity}
        for force in (300, 10_000, 200_000)
        for time in (1, 70, 1440)
        for path in (2, 30)
        for density in (1.0, 1.15)
        for liquid in (1.0, 1.1)
        for viscosity in (0.6, 5)
    ]
    for setting, (limit, *shares) in zip(
        grid,
        of_model("a.map(model.compute).map((r) => [r.cutoff, ...[5, 30, 700, 5000].map(r.shareOf)])", grid),
        strict=True,
    ):
        assert (limit is None) == (setting["density"] <= setting["liquid"])  # infinite
        assert all(0 <= share <= 1 for share in shares) and shares == sorted(shares)
        assert [share == 1 for share in shares] == [size >= (limit or math.inf) for size in (5, 30, 700, 5000)]


REFUSED = {
    "speedOf(-1, a)": "the diameter cannot be negative",
    "speedOf(1, { ...a, force: -1 })": "the force cannot be negative",
    "speedOf(1, { ...a, density: -1 })": "the density cannot be negative",
    "speedOf(1, { ...a, liquid: -1 })": "the density of the liquid cannot be negative",
    "speedOf(1, { ...a, force: undefined })": "the force cannot be negative or missing",
    "speedOf(1, { ...a, viscosity: 0 })": "the viscosity must be above 0",
    "shareAt(1, { time: -1, path: 30 })": "the time cannot be negative",
    "shareAt(1, { time: 1, path: 0 })": "the path must be above 0",
    "model.compute({ ...a, viscosity: -1 })": "the viscosity must be above 0",
    "model.compute({ ...a, time: -1 })": "the time cannot be negative",
    "model.compute({ ...a, path: 0 })": "the path must be above 0",
}


def test_what_is_impossible_is_refused():
    attempts = ", ".join(f"() => {call}" for call in REFUSED)
    ones = {"force": 1, "time": 1, "path": 1, "density": 1, "liquid": 1, "viscosity": 1}
    said = of_model(
        f"[{attempts}].map((attempt) => {{ try {{ attempt(); return ''; }} catch (error) {{ return String(error); }} }})",
        ones,
    )
    for (call, words), message in zip(REFUSED.items(), said, strict=True):
        assert message.startswith("RangeError: ") and words in message, call
