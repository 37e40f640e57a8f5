"""Settling in a centrifuge against values worked out by hand, its limits, and its direction of growth."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.figures.centrifugation.sedimentation import cutoff, settling_speed, share_pelleted

WATER = {"density": 1.15, "liquid": 1.0, "viscosity": 1.0}
sizes, forces, times = st.floats(5, 5000), st.floats(1, 200_000), st.floats(0.1, 1440)


def test_speed_by_hand():
    # (100e-9 m)² × 150 kg/m³ × 100 000 × 9.80665 m/s² / (18 × 0.001 Pa·s)
    # = 1e-14 × 1.4709975e8 / 0.018 = 8.172208e-5 m/s
    assert settling_speed(100, 100_000, **WATER) == pytest.approx(8.172208e-5, rel=1e-6)


def test_share_by_hand():
    # 10 000 × g for 30 min: 8.172208e-6 m/s × 1800 s = 14.70998 mm of a path of 30 mm
    assert share_pelleted(settling_speed(100, 10_000, **WATER), 30, 30) == pytest.approx(0.4903325, rel=1e-6)


def test_cutoff_by_hand():
    # √(0.018 × 0.03 / (150 × 980 665 × 4200)) = √(5.4e-4 / 6.1781895e11) = √8.740425e-16 m = 29.56421 nm
    assert cutoff(100_000, 70, 30, **WATER) == pytest.approx(29.56421, rel=1e-6)


def test_at_time_zero_nothing_and_after_long_enough_everything():
    speed = settling_speed(10, 300, **WATER)
    assert share_pelleted(speed, 0, 30) == 0
    assert share_pelleted(speed, 1e12, 30) == 1
    assert cutoff(300, 0, 30, **WATER) == math.inf


@pytest.mark.parametrize("density", [1.0, 0.9])
def test_a_particle_not_denser_than_the_liquid_is_never_pelleted(density):
    assert settling_speed(100, 1000, density, 1.0, 1.0) <= 0
    assert share_pelleted(settling_speed(100, 1000, density, 1.0, 1.0), 1e9, 30) == 0
    assert cutoff(1000, 1e9, 30, density, 1.0, 1.0) == math.inf


@given(sizes, forces, times, st.floats(1.01, 3))
def test_more_size_force_or_time_never_pellets_less(size, force, time, more):
    def share(size, force, time):
        return share_pelleted(settling_speed(size, force, **WATER), time, 30)

    here = share(size, force, time)
    assert share(size * more, force, time) >= here
    assert share(size, force * more, time) >= here
    assert share(size, force, time * more) >= here


@given(forces, times)
def test_all_is_pelleted_at_the_cutoff_and_not_below(force, time):
    at = cutoff(force, time, 30, **WATER)
    assert share_pelleted(settling_speed(at, force, **WATER), time, 30) == pytest.approx(1)
    assert share_pelleted(settling_speed(at * 0.9, force, **WATER), time, 30) == pytest.approx(0.81)


@pytest.mark.parametrize(
    ("call", "word"),
    [
        (lambda: settling_speed(-1, 1, 1, 1, 1), "negative"),
        (lambda: settling_speed(1, 1, 1, 1, 0), "viscosity"),
        (lambda: share_pelleted(1, -1, 30), "time"),
        (lambda: share_pelleted(1, 1, 0), "path"),
    ],
)
def test_what_is_impossible_is_refused(call, word):
    with pytest.raises(ValueError, match=word):
        call()
