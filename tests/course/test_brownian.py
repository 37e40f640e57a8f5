"""Brownian motion: known values, limits and directions of the model behind the tracking explorer."""

from __future__ import annotations

import math
import statistics
from itertools import pairwise

import pytest

from macros.figures.tracking.brownian import (
    Generator,
    Setting,
    diameter,
    diffusion,
    mean_squared_displacement,
    recovered_diameter,
    simulate,
    spread_of_diameter,
    spread_of_msd,
    started,
    walk,
)

START = Setting(a=100, b=200, frames=30, rate=30, temperature=25, viscosity=0.89, tracks=200, seed=1)


def spreads(**changes) -> list[float]:
    return [size["spread"] for size in simulate(START._replace(**changes))["sizes"]]


# --- Stokes–Einstein ----------------------------------------------------------------------------


def test_a_sphere_of_100_nm_in_water_at_25_degrees():
    # kB·T = 1.380649e-23 J/K · 298.15 K = 4.116405e-21 J
    # 3·π·η·d = 9.424778 · 0.89e-3 Pa·s · 100e-9 m = 8.388052e-10 kg/s
    # D = 4.116405e-21 / 8.388052e-10 = 4.90746e-12 m²/s = 4.90746 µm²/s
    assert diffusion(100, 25, 0.89) == pytest.approx(4.90746, rel=1e-6)


def test_a_sphere_of_1_micrometre_in_a_thick_cold_liquid():
    # kB·T = 1.380649e-23 · 277.15 = 3.826469e-21 J; 3·π·η·d = 9.424778 · 3e-3 · 1e-6 = 2.827433e-8 kg/s
    # D = 1.353337e-13 m²/s = 0.1353337 µm²/s
    assert diffusion(1000, 4, 3) == pytest.approx(0.1353337, rel=1e-6)


def test_the_diameter_is_the_inverse_of_the_diffusion():
    for size in (30, 100, 1000):
        assert diameter(diffusion(size, 37, 0.7), 37, 0.7) == pytest.approx(size)


def test_a_perfect_displacement_gives_the_true_diameter():
    # MSD over one frame at 30 per s: 4 · 4.90746 / 30 = 0.654328 µm²
    assert recovered_diameter(0.654328, 30, 25, 0.89) == pytest.approx(100, rel=1e-5)


def test_diffusion_falls_with_size_and_viscosity_and_rises_with_temperature():
    assert all(a > b for a, b in pairwise(diffusion(d, 25, 0.89) for d in (30, 50, 100, 300, 1000)))
    assert all(a > b for a, b in pairwise(diffusion(100, 25, v) for v in (0.7, 0.89, 1.5, 3)))
    assert all(a < b for a, b in pairwise(diffusion(100, t, 0.89) for t in (4, 20, 25, 40)))


# --- random numbers and walks -------------------------------------------------------------------


def test_the_generator_gives_its_known_values():
    # The C++ standard (minstd_rand) asks for 399268537 as the 10,000th number from seed 1.
    generator = Generator(1)
    assert generator.next() == 48271
    assert generator.next() == 48271**2 % 2147483647 == 182605794
    for _ in range(9997):
        generator.next()
    assert generator.next() == 399268537


def test_normal_numbers_have_mean_0_and_variance_1():
    generator = started(5)
    values = [value for _ in range(20000) for value in generator.normals()]
    assert statistics.fmean(values) == pytest.approx(0, abs=0.02)
    assert statistics.pvariance(values) == pytest.approx(1, abs=0.03)


def test_a_mean_squared_displacement_worked_by_hand():
    # Steps (3, 4), (0, 1), (−3, 0): squares 25, 1, 9, mean 35/3. Over two: (3, 5), (−3, 1): 34, 10, mean 22.
    track = [(0, 0), (3, 4), (3, 5), (0, 5)]
    assert mean_squared_displacement(track) == pytest.approx(35 / 3)
    assert mean_squared_displacement(track, 2) == 22
    assert mean_squared_displacement(track, 3) == 25


def test_a_walk_starts_at_0_and_has_a_place_in_each_frame():
    track = walk(started(1), 4.9, 30, 30)
    assert track[0] == (0, 0) and len(track) == 30


def test_a_larger_particle_takes_the_same_walk_on_a_smaller_scale():
    small, large = walk(started(3), 4, 10, 30), walk(started(3), 1, 10, 30)
    for (x0, y0), (x1, y1) in zip(small, large):
        assert (x0, y0) == pytest.approx((2 * x1, 2 * y1))


# --- what many tracks give ----------------------------------------------------------------------


def test_the_expected_spreads_worked_by_hand():
    assert spread_of_msd(101) == pytest.approx(0.1)  # 1/√100
    assert spread_of_msd(30) == pytest.approx(0.185695, rel=1e-5)  # 1/√29
    assert spread_of_diameter(101) == pytest.approx(100 / (99 * math.sqrt(98)))
    assert spread_of_diameter(5) == pytest.approx(4 / (3 * math.sqrt(2)))  # n = 4
    assert spread_of_diameter(1000) == pytest.approx(spread_of_msd(1000), rel=0.01)  # alike for long tracks


def test_the_simulation_meets_the_expected_spreads():
    result = simulate(START._replace(tracks=4000))
    for size in result["sizes"]:
        reciprocals = [1 / d for d in size["recovered"]]  # these go with the MSD
        assert statistics.stdev(reciprocals) * size["diameter"] == pytest.approx(result["spread_msd"], rel=0.05)
        assert size["spread"] == pytest.approx(result["spread_diameter"], rel=0.07)
        assert size["mean"] == pytest.approx(size["diameter"] * 29 / 28, rel=0.02)  # n/(n − 1) of the true one


def test_long_tracks_give_the_true_diameter():
    for size in simulate(START._replace(frames=1000))["sizes"]:
        assert size["median"] == pytest.approx(size["diameter"], rel=0.01)
        assert size["spread"] < 0.04


def test_fewer_frames_scatter_more():
    for kind in (0, 1):
        assert all(a > b for a, b in pairwise(spreads(frames=n)[kind] for n in (5, 15, 50, 200, 1000)))


@pytest.mark.parametrize("change", [{"rate": 60}, {"viscosity": 3}, {"temperature": 4}, {"a": 400, "b": 800}])
def test_nothing_but_the_track_length_changes_the_spread(change):
    assert spreads(**change) == pytest.approx(spreads())


def test_the_mean_displacement_follows_its_line():
    for size in simulate(START._replace(tracks=2000))["sizes"]:
        assert len(size["lags"]) == 10
        for time, seen, expected in size["lags"]:
            assert expected == pytest.approx(4 * size["diffusion"] * time)
            assert seen == pytest.approx(expected, rel=0.06)


def test_tracks_beyond_the_border_are_counted():
    result = simulate(START._replace(a=100, b=130))
    assert result["border"] == pytest.approx(math.sqrt(13000))
    a, b = result["sizes"]
    assert a["across"] == sum(d >= result["border"] for d in a["recovered"])
    assert b["across"] == sum(d < result["border"] for d in b["recovered"])
    turned = simulate(START._replace(a=130, b=100))
    assert turned["sizes"][0]["across"] == sum(d < turned["border"] for d in turned["sizes"][0]["recovered"])


def test_one_size_has_no_border():
    result = simulate(START._replace(b=100))
    assert result["border"] is None and [s["across"] for s in result["sizes"]] == [0, 0]


def test_an_odd_number_of_tracks_is_shared_out():
    assert [len(s["recovered"]) for s in simulate(START._replace(tracks=21))["sizes"]] == [11, 10]


def test_the_same_seed_gives_the_same_film():
    assert simulate(START) == simulate(START)
    assert simulate(START) != simulate(START._replace(seed=2))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"a": 0}, "the diameter must be above 0"),
        ({"b": -5}, "the diameter must be above 0"),
        ({"a": math.nan, "b": 1}, "the diameter must be above 0"),
        ({"viscosity": 0}, "the viscosity must be above 0"),
        ({"temperature": -274}, "above absolute zero"),
        ({"rate": 0}, "the frame rate must be above 0"),
        ({"frames": 1}, "the number of frames must be a whole number"),
        ({"frames": 3}, "the number of frames must be a whole number, at least 4"),
        ({"frames": 30.5}, "the number of frames must be a whole number"),
        ({"tracks": 3}, "the number of tracks must be a whole number"),
        ({"seed": 0}, "the seed must be a whole number from 1"),
        ({"seed": 2147483647}, "the seed must be a whole number from 1"),
    ],
)
def test_what_cannot_be_is_refused_in_words(change, words):
    with pytest.raises(ValueError, match=words):
        simulate(START._replace(**change))


def test_a_lag_longer_than_the_track_is_refused():
    with pytest.raises(ValueError, match="the lag must be from 1 to 1 frames"):
        mean_squared_displacement([(0, 0), (1, 1)], 2)
