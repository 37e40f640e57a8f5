"""Explorers that are still modules of functions over mappings, as figures of the contract, until they are typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from pydantic import ConfigDict

from macros.course.figures import FACTS, FOLDER, Column, Facts, Figure, Says, Statement
from macros.course.problems import InputProblems
from macros.course.yaml_records import load_yaml


class _Facts(Facts):
    model_config = ConfigDict(extra="allow")


class UntypedExplorer(Figure[_Facts]):
    kind = "explorer"
    shape = _Facts
    module: Any

    @classmethod
    def read(cls, name: str, folder: Path) -> UntypedExplorer:
        data = load_yaml(folder / FACTS)
        if problems := cls.module.check(data, f"{FOLDER}/{name}/{FACTS}"):
            raise InputProblems(problems)
        claims = [
            Says(text=one["text"], cite=tuple(one.get("cite", ())), framing=bool(one.get("framing")))
            for one in data["claims"]
        ]
        cited = {many: [{"cite": (), **one} for one in data[many]] for many in ("tasks", "formulas")}
        figure = cls(name, folder, _Facts(**{**data, "claims": claims, **cited}))
        figure.data = data
        return figure

    data: Mapping[str, Any]

    def claims(self) -> tuple[Statement, ...]:
        return tuple(Statement(c["text"], tuple(c["cite"]), c["line"]) for c in self.module.claims(self.data, ""))

    def columns(self) -> tuple[Column, ...]:
        return tuple(Column(*column) for column in self.module.columns(self.data))

    def rows(self) -> Sequence[Mapping[str, Any]]:
        return list(self.module.rows(self.data))

    def description(self) -> list[str]:
        return list(self.module.description(self.data))

    def sheets(self) -> dict[str, go.Figure]:
        return dict(self.module.sheets(self.data))

    def slides(self) -> dict[str, go.Figure]:
        return dict(self.module.slides(self.data))

    def csv_text(self, labels: Mapping[str, str] | None = None) -> str:
        return str(self.module.csv_text(self.data, labels))

    def data_script(self) -> str:
        return str(self.module.data_script(self.data))

    def parts(self) -> dict[str, Any]:
        inputs = self.data["inputs"]
        return {"setting": "; ".join(f"{i['label'].lower()} {i['default']} {i['unit'] or ''}".strip() for i in inputs)}
