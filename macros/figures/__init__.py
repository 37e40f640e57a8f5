"""The figures of the course by name.

A figure's module gives, all from its facts (macros/figures/<name>/facts.yml): `KIND` (its template and
script), `check` its form, `rows` and `columns` its table, `claims` its sentences, `assertions` the
short words on its drawing, `description` its words, `sheets` and `slides` its pictures,
`data_script` and `csv_text` what readers' browsers get. One of kind "links" also gives `views`,
`facets` and `drawing`.
"""

from __future__ import annotations

from types import ModuleType

from macros.figures import centrifugation, immune, isolation, markers, tracking, treatment

FIGURES: dict[str, ModuleType] = {
    "isolation": isolation,
    "immune": immune,
    "treatment": treatment,
    "centrifugation": centrifugation,
    "tracking": tracking,
    "markers": markers,
}
