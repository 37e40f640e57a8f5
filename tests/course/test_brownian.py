"""Brownian motion: known values, limits and directions of the model behind the tracking explorer."""

from __future__ import annotations

import math
import statistics
from itertools import pairwise
from typing import Any

import pytest

from macros.course.problems import InputProblems
from macros.drawing.script import call_script
from scripts.project import ROOT

SCRIPT = ROOT / "macros/figures/tracking/explorer.js"
START = {"a": 100, "b": 200, "frames": 30, "rate": 30, "temperature": 25, "viscosity": 0.89, "tracks": 200, "seed": 1}


def of_model(body: str, given: Any = None) -> Any:
    """The value of a JavaScript expression, with the model's parts and `given` at hand."""
    return call_script(SCRIPT, f"({{ compute, parts }}, given) => {{ const p = parts; return {body}; }}", given)


def simulate_all(*changes: dict[str, float]) -> list[dict[str, Any]]:
    """What the model makes of the start with each of these changes."""
    results: list[dict[str, Any]] = of_model("given.map(compute)", [START | change for change in changes])
    return results


def simulate(**change: float) -> dict[str, Any]:
    return simulate_all(change)[0]


def spreads(result: dict[str, Any]) -> list[float]:
    return [size["spread"] for size in result["sizes"]]


# --- Stokes–Einstein ----------------------------------------------------------------------------


def test_a_sphere_of_100_nm_in_water_at_25_degrees():
    # kB·T = 1.380649e-23 J/K · 298.15 K = 4.116405e-21 J
    # 3·π·η·d = 9.424778 · 0.89e-3 Pa·s · 100e-9 m = 8.388052e-10 kg/s
    # D = 4.116405e-21 / 8.388052e-10 = 4.90746e-12 m²/s = 4.90746 µm²/s
    assert of_model("p.diffusionOf(100, 25, 0.89)") == pytest.approx(4.90746, rel=1e-6)


def test_a_sphere_of_1_micrometre_in_a_thick_cold_liquid():
    # kB·T = 1.380649e-23 · 277.15 = 3.826469e-21 J; 3·π·η·d = 9.424778 · 3e-3 · 1e-6 = 2.827433e-8 kg/s
    # D = 1.353337e-13 m²/s = 0.1353337 µm²/s
    assert of_model("p.diffusionOf(1000, 4, 3)") == pytest.approx(0.1353337, rel=1e-6)


def test_the_diameter_is_the_inverse_of_the_diffusion():
    sizes = [30, 100, 1000]
    assert of_model("given.map((d) => p.diameterOf(p.diffusionOf(d, 37, 0.7), 37, 0.7))", sizes) == pytest.approx(sizes)


def test_a_perfect_displacement_gives_the_true_diameter():
    # MSD over one frame at 30 per s: 4 · 4.90746 / 30 = 0.654328 µm²
    assert of_model("p.recoveredDiameter(0.654328, 30, 25, 0.89)") == pytest.approx(100, rel=1e-5)


def test_diffusion_falls_with_size_and_viscosity_and_rises_with_temperature():
    sizes, liquids, warmths = of_model("""[
        [30, 50, 100, 300, 1000].map((d) => p.diffusionOf(d, 25, 0.89)),
        [0.7, 0.89, 1.5, 3].map((v) => p.diffusionOf(100, 25, v)),
        [4, 20, 25, 40].map((t) => p.diffusionOf(100, t, 0.89)),
    ]""")
    assert all(a > b for a, b in pairwise(sizes)) and len(sizes) == 5
    assert all(a > b for a, b in pairwise(liquids)) and len(liquids) == 4
    assert all(a < b for a, b in pairwise(warmths)) and len(warmths) == 4


# --- random numbers and walks -------------------------------------------------------------------


def test_the_generator_gives_its_known_values():
    # The C++ standard (minstd_rand) asks for 399268537 as the 10,000th number from seed 1.
    body = "(() => { const next = p.generator(1); return Array.from({ length: 10000 }, next); })()"
    numbers = of_model(body)
    assert numbers[0] == 48271
    assert numbers[1] == 48271**2 % 2147483647 == 182605794
    assert numbers[9999] == 399268537
    assert of_model("p.started(1)()") == numbers[20], "the first twenty are thrown away"


def test_normal_numbers_have_mean_0_and_variance_1():
    body = "(() => { const next = p.started(5); return Array.from({ length: 20000 }, () => p.normals(next)); })()"
    values = [value for pair in of_model(body) for value in pair]
    assert len(values) == 40000
    assert statistics.fmean(values) == pytest.approx(0, abs=0.02)
    assert statistics.pvariance(values) == pytest.approx(1, abs=0.03)


def test_a_mean_squared_displacement_worked_by_hand():
    # Steps (3, 4), (0, 1), (−3, 0): squares 25, 1, 9, mean 35/3. Over two: (3, 5), (−3, 1): 34, 10, mean 22.
    track = [[0, 3, 3, 0], [0, 4, 5, 5]]  # all x, all y
    one, two, three = of_model("[undefined, 2, 3].map((lag) => p.meanSquaredDisplacement(given, lag))", track)
    assert one == pytest.approx(35 / 3)
    assert two == 22
    assert three == 25


def walked(diffusion: float, frames: int, seed: int) -> list[tuple[float, float]]:
    xs, ys = of_model(
        "p.walk(p.started(given[2]), given[0], given[1], 30).map((v) => [...v])", [diffusion, frames, seed]
    )
    return list(zip(xs, ys, strict=True))


def test_a_walk_starts_at_0_and_has_a_place_in_each_frame():
    track = walked(4.9, 30, 1)
    assert track[0] == (0, 0) and len(track) == 30


def test_a_larger_particle_takes_the_same_walk_on_a_smaller_scale():
    for (x0, y0), (x1, y1) in zip(walked(4, 10, 3), walked(1, 10, 3), strict=True):
        assert (x0, y0) == pytest.approx((2 * x1, 2 * y1))


# --- what many tracks give ----------------------------------------------------------------------


def test_the_expected_spreads_worked_by_hand():
    msd, diameter = of_model("""[p.spreadOfMsd, p.spreadOfDiameter].map((spread) => (
        Object.fromEntries([5, 30, 101, 1000].map((frames) => [frames, spread(frames)]))
    ))""")
    assert msd["101"] == pytest.approx(0.1)  # 1/√100
    assert msd["30"] == pytest.approx(0.185695, rel=1e-5)  # 1/√29
    assert diameter["101"] == pytest.approx(100 / (99 * math.sqrt(98)))
    assert diameter["5"] == pytest.approx(4 / (3 * math.sqrt(2)))  # n = 4
    assert diameter["1000"] == pytest.approx(msd["1000"], rel=0.01)  # alike for long tracks


def test_the_simulation_meets_the_expected_spreads():
    result = simulate(tracks=4000)
    for size in result["sizes"]:
        reciprocals = [1 / d for d in size["recovered"]]  # these go with the MSD
        assert statistics.stdev(reciprocals) * size["diameter"] == pytest.approx(result["spreadOfMsd"], rel=0.05)
        assert size["spread"] == pytest.approx(result["spreadOfDiameter"], rel=0.07)
        assert size["mean"] == pytest.approx(size["diameter"] * 29 / 28, rel=0.02)  # n/(n − 1) of the true one


def test_median_mean_and_spread_are_those_of_the_recovered_diameters():
    for result in simulate_all({}, {"tracks": 21}):
        for size in result["sizes"]:
            assert size["median"] == pytest.approx(statistics.median(size["recovered"]))
            assert size["mean"] == pytest.approx(statistics.fmean(size["recovered"]))
            assert size["spread"] == pytest.approx(statistics.stdev(size["recovered"]) / size["diameter"])


def test_long_tracks_give_the_true_diameter():
    for size in simulate(frames=1000)["sizes"]:
        assert size["median"] == pytest.approx(size["diameter"], rel=0.01)
        assert size["spread"] < 0.04


def test_fewer_frames_scatter_more():
    results = simulate_all(*({"frames": n} for n in (5, 15, 50, 200, 1000)))
    for kind in (0, 1):
        assert all(a > b for a, b in pairwise(spreads(result)[kind] for result in results))


def test_nothing_but_the_track_length_changes_the_spread():
    start, *others = simulate_all({}, {"rate": 60}, {"viscosity": 3}, {"temperature": 4}, {"a": 400, "b": 800})
    assert len(others) == 4
    for other in others:
        assert spreads(other) == pytest.approx(spreads(start))


def test_the_mean_displacement_follows_its_line():
    for size in simulate(tracks=2000)["sizes"]:
        assert len(size["lags"]) == 10
        for time, seen, expected in size["lags"]:
            assert expected == pytest.approx(4 * size["diffusion"] * time)
            assert seen == pytest.approx(expected, rel=0.06)


def test_tracks_beyond_the_border_are_counted():
    result, turned = simulate_all({"a": 100, "b": 130}, {"a": 130, "b": 100})
    assert result["border"] == pytest.approx(math.sqrt(13000))
    a, b = result["sizes"]
    assert a["across"] == sum(d >= result["border"] for d in a["recovered"])
    assert b["across"] == sum(d < result["border"] for d in b["recovered"])
    assert turned["sizes"][0]["across"] == sum(d < turned["border"] for d in turned["sizes"][0]["recovered"])


def test_one_size_has_no_border():
    result = simulate(b=100)
    assert result["border"] is None and [s["across"] for s in result["sizes"]] == [0, 0]


def test_an_odd_number_of_tracks_is_shared_out():
    assert [len(s["recovered"]) for s in simulate(tracks=21)["sizes"]] == [11, 10]


def test_the_same_seed_gives_the_same_film():
    one, again, other = simulate_all({}, {}, {"seed": 2})
    assert one == again == simulate()
    assert one != other


REFUSED = {
    "compute({ ...given, a: 0 })": "the diameter must be above 0, not 0",
    "compute({ ...given, b: -5 })": "the diameter must be above 0, not -5",
    "compute({ ...given, a: NaN, b: 1 })": "the diameter must be above 0",
    "compute({ ...given, a: Infinity })": "the diameter must be above 0",
    "compute({ ...given, viscosity: 0 })": "the viscosity must be above 0",
    "compute({ ...given, temperature: -274 })": "above absolute zero",
    "compute({ ...given, rate: 0 })": "the frame rate must be above 0",
    "compute({ ...given, rate: undefined })": "the frame rate must be above 0",
    "compute({ ...given, frames: 1 })": "the number of frames must be a whole number",
    "compute({ ...given, frames: 3 })": "the number of frames must be a whole number, at least 4",
    "compute({ ...given, frames: 30.5 })": "the number of frames must be a whole number",
    "compute({ ...given, tracks: 3 })": "the number of tracks must be a whole number",
    "compute({ ...given, seed: 0 })": "the seed must be a whole number from 1",
    "compute({ ...given, seed: 1.5 })": "the seed must be a whole number from 1",
    "compute({ ...given, seed: 2147483647 })": "the seed must be a whole number from 1",
    "p.recoveredDiameter(0, 30, 25, 0.89)": "the mean squared displacement must be above 0",
    "p.diameterOf(0, 25, 0.89)": "the diffusion coefficient must be above 0",
    "p.meanSquaredDisplacement([[0, 1], [0, 1]], 2)": "the lag must be from 1 to 1 frames",
}


def test_what_cannot_be_is_refused_in_words():
    attempts = ", ".join(f"() => {call}" for call in REFUSED)
    said = of_model(
        f"[{attempts}].map((attempt) => {{ try {{ attempt(); return ''; }} catch (error) {{ return String(error); }} }})",
        START,
    )
    for (call, words), message in zip(REFUSED.items(), said, strict=True):
        assert message.startswith("RangeError: ") and words in message, call


def test_a_build_with_what_cannot_be_stops_in_words():
    with pytest.raises(InputProblems, match="the frame rate must be above 0, not 0"):
        simulate(rate=0)
