"""Size classes from workers and from yearly sales, as SQL made from definitions/size_classes."""

from __future__ import annotations

from rajut import definitions


def size_sql(measure: str, column: str, vintage: str | None = None) -> str:
    """A CASE expression giving the class of `column`; `measure` is `workers` or `sales`.

    An upper bound belongs to the class it closes. Null, negative, and no workers at all (the owner counts as one) are unknown.
    """
    content = definitions.load("size_classes").content
    classes = content[f"by_{measure}"][vintage or content["in_force"][measure]]["classes"]
    known = f"{column} > 0" if measure == "workers" else f"{column} >= 0"
    bounded = " ".join(f"WHEN {column} <= {entry['up_to']} THEN '{entry['id']}'" for entry in classes if "up_to" in entry)
    beyond = next(entry["id"] for entry in classes if "up_to" not in entry)
    return f"CASE WHEN {column} IS NULL OR NOT ({known}) THEN NULL {bounded} ELSE '{beyond}' END"
