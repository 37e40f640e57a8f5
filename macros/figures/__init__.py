"""The figures of the course by name.

A figure's module gives, all from its facts (docs/data/<name>.yml): `check` its form, `rows` its
table, `claims` its sentences, `description` its words, `panels` and `sheet` and `slide` its
drawings, `data_script` and `csv_text` what readers' browsers get.
"""

from __future__ import annotations

from types import ModuleType

from macros.figures import isolation

FIGURES: dict[str, ModuleType] = {"isolation": isolation}
