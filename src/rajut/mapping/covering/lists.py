"""Which registers make one list. More lists than a few only make histories empty; registers of different places are one list."""

from __future__ import annotations

from typing import Any


def lists_of(held: dict[str, dict[str, int]], rules: dict[str, Any]) -> list[list[str]]:
    """Registers in lists, the largest first: a list of registers each.

    held: register -> area -> businesses. Registers named together under `joined` are one list. A register joins the
    list it shares no area with (514 regencies may each send a register of their own); only areas where both hold at least
    `fewest_to_meet` count, so that a few rows placed wrongly keep nobody apart. Beyond `most` lists the smallest become one.
    """
    groups = _joined(held, rules["joined"])
    groups.sort(key=lambda group: (-sum(sum(held[name].values()) for name in group), group))
    lists: list[list[str]] = []
    for group in groups:
        here = _areas(held, group, rules["fewest_to_meet"])
        apart = next((found for found in lists if here and not here & _areas(held, found, rules["fewest_to_meet"])), None)
        if apart is None:
            lists.append(list(group))
        else:
            apart += group
    most = int(rules["most"])
    kept, rest = lists[: most - 1], lists[most - 1 :]
    return [sorted(group) for group in (*kept, [name for group in rest for name in group]) if group]


def _joined(held: dict[str, dict[str, int]], joined: list[list[str]]) -> list[list[str]]:
    together = [sorted(name for name in names if name in held) for names in joined]
    named = {name for group in together for name in group}
    return [group for group in together if group] + [[name] for name in sorted(held) if name not in named]


def _areas(held: dict[str, dict[str, int]], group: list[str], fewest: int) -> set[str]:
    return {area for name in group for area, businesses in held[name].items() if businesses >= fewest}
