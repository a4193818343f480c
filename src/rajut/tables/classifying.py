"""What classifying makes: the classes of every business."""

from __future__ import annotations

from rajut.tables.base import Table, number, text, yes_no


class Classes(Table):
    """What each business is. A null answer is an abstention: a person should be asked."""

    table = "classes"
    key = ("business_id",)
    business_id = text("business", required=True)
    fashion = yes_no("belongs to fashion, textiles or their derivatives")
    fashion_confidence = number("0 to 1", required=True)
    segment = text("product line, see definitions/segments; null unless fashion")
    segment_confidence = number("0 to 1", required=True)
    segment_shares = text("JSON: the chance of each product line if it is fashion, likeliest first, from 0.01 on; null if not fashion")
    role = text("core, supplier, supporting or trade; null unless fashion")
    role_confidence = number("0 to 1", required=True)
    kbli_code = text("five-digit industry code")
    kbli_version = text("2020 or 2025; always beside the code")
    kbli_source = text("given or inferred")
    kbli_confidence = number("0 to 1", required=True)
    muslim_wear = yes_no("makes or sells Muslim wear")
    muslim_wear_confidence = number("0 to 1", required=True)
    size_class = text("micro, small, medium or large; by workers, BPS classes; null if unknown")
    legal_size_class = text("micro, small, medium or (above medium) large; PP 7/2021 by yearly sales; null if unknown")
    reason = text("JSON: the words and codes that decided", required=True)
    decided_by = text("`model`, or who decided", required=True)
