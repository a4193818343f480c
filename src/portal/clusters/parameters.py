"""The form of a scenario: every clustering parameter, and what contradicts what named beside its field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from portal.clusters import texts_scenarios as texts
from portal.runs import parameters
from portal.runs.texts import PARAMETERS
from rajut.errors import RajutError
from rajut.published import PublishedRun, scenarios

NAME = r"^[a-z0-9][a-z0-9-]{0,39}$"
MOST = 1_000_000  # businesses or metres: beyond the country's extent nothing changes any more
TIMES = " × "
UNITS = {
    "density.village_points": texts.UNIT_POINTS,
    "cluster.lower": texts.UNIT_SENTRA,
    "cluster.aim": texts.UNIT_SENTRA,
    "cluster.upper": texts.UNIT_SENTRA,
}


def unit_of(name: str) -> Any:
    return texts.UNIT_METRES if name.endswith("_m") else UNITS.get(name, texts.UNIT_BUSINESSES)


class ScenarioForm(forms.Form):
    """A name, and a number for each parameter; those of the published run are there to begin with."""

    name = forms.RegexField(NAME, max_length=40, error_messages={"required": texts.NAME_NEEDED, "invalid": texts.NAME_NEEDED})

    def __init__(self, run: PublishedRun, *parts: Any, **named: Any) -> None:
        super().__init__(*parts, **named)
        self.now = {name: scenarios.defined(name) for name in PARAMETERS} | scenarios.settings_of(run)
        for name in PARAMETERS:
            self.fields[name] = _field(self.now[name])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        given = {name: said[name] for name in PARAMETERS if name in said}
        if len(given) == len(PARAMETERS):
            if given == {name: self.now[name] for name in PARAMETERS}:
                self.add_error(None, texts.NOTHING_CHANGED)
            found = list(_contradictions(self.now | given))
            for name, sentence in found:
                self.add_error(name, sentence)
            if found:
                self.add_error(None, texts.FAULTS)
        return said

    def settings(self) -> dict[str, float]:
        return {name: self.cleaned_data[name] for name in PARAMETERS}

    def groups(self) -> list[dict[str, Any]]:
        """The fields by the section of the definition they are in, each with its title, unit and defined value."""
        return [
            {"key": key, "title": title, "help": texts.GROUPS_HELP[key], "fields": [self._shown(name) for name in _of(key)]}
            for key, title in texts.GROUPS.items()
        ]

    def _shown(self, name: str) -> dict[str, Any]:
        own = str(PARAMETERS[name]).partition(": ")[2]
        told = str(texts.DEFINED_AS) % {"value": parameters.shown(name, scenarios.defined(name))}
        value = self[name].value()
        return {
            "field": self[name],
            "value": "" if value is None else str(value),
            "id": name.replace(".", "-"),
            "title": own[:1].upper() + own[1:],
            "unit": unit_of(name),
            "told": told,
        }


def _of(section: str) -> list[str]:
    return [name for name in PARAMETERS if name.startswith(f"{section}.")]


def _field(now: float | None) -> forms.Field:
    faults = {"required": texts.NUMBER_NEEDED, "invalid": texts.NUMBER_NEEDED, "max_value": texts.TOO_LARGE}
    if float(now or 0).is_integer():
        return forms.IntegerField(initial=int(now or 0), max_value=MOST, error_messages=faults | {"invalid": texts.WHOLE_NEEDED})
    return forms.FloatField(initial=now, max_value=MOST, error_messages=faults)


def _contradictions(settings: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each field with what is wrong with it; a contradiction stands beside both."""
    for fault in scenarios.contradictions(settings):
        yield from ((name, _sentence(fault)) for name in _named(fault) if name in PARAMETERS)


def _named(fault: RajutError) -> list[str]:
    facts = fault.facts
    if fault.code == "CLU-NO-CUT":
        return [f"{facts['unit']}.lower", f"{facts['unit']}.upper"]
    held = [str(facts[name]) for name in ("name", "lower", "higher") if name in facts]
    return list(dict.fromkeys(part for name in held for part in name.split(TIMES)))


def _sentence(fault: RajutError) -> str:
    facts = fault.facts
    if fault.code == "CLU-NOT-POSITIVE":
        return str(texts.NOT_POSITIVE)
    if fault.code == "CLU-NO-CUT":
        return str(texts.NO_CUT) % facts
    titles = {name: TIMES.join(parameters.title(part) for part in facts[name].split(TIMES)) for name in ("lower", "higher")}
    values = {name: parameters.shown("", facts[name]) for name in ("low", "high")}
    return str(texts.BELOW) % (titles | values)
