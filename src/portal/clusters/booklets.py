"""The profile of a cluster as a PDF to print or send: the page's tables in its order, with title, language and bookmarks.

Fonts are embedded (Bitstream Vera, which comes with ReportLab), nothing is fetched, and the same profile gives the same bytes.
The file is not tagged: ReportLab writes no structure tree. Who reads by ear is better served by the page itself.
"""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import CondPageBreak, LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from portal.clusters.tables import Cell, Figure, Table

PDF = "application/pdf"
FONTS = {"Vera": "Vera.ttf", "Vera-Bold": "VeraBd.ttf"}
INK, QUIET, LINE, CLOTH = (colors.HexColor(code) for code in ("#1f2430", "#5a6072", "#c9cbd3", "#f1eee6"))
MARGIN = 18 * mm
PADDING = 6
HEADING = 40 * mm  # with less than this left on a page, a table begins on the next
WIDTH = A4[0] - 2 * MARGIN - 2 * PADDING
LONGEST = 150  # points a column may wish for: longer texts are broken


class _Booklet(SimpleDocTemplate):
    """A document whose headings are bookmarks."""

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802  the library's name
        key = getattr(flowable, "bookmark", None)
        if key:
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.getPlainText(), key, level=int(key != "0"))


@dataclass(frozen=True)
class Told:
    """What stands around the tables: title, lead and sentences before, `about` after; `page` is the word for page in the footer."""

    title: str
    lead: str
    sentences: list[str]
    about: list[str]
    language: str
    page: str
    made_on: datetime | None


def booklet(told: Told, tables: list[Table]) -> bytes:
    """A4 pages."""
    _fonts()
    out = io.BytesIO()
    made = _Booklet(
        out,
        pagesize=A4,
        title=told.title,
        author="Rajut",
        subject=told.lead,
        lang=told.language,
        displayDocTitle=True,
        invariant=1,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
    )
    parts: list[Any] = [_heading(told.title, "title", 0), _paragraph(told.lead, "lead")]
    parts += [_paragraph(sentence, "text") for sentence in told.sentences]
    for number, table in enumerate(tables, 1):
        parts += [CondPageBreak(HEADING), _heading(table.title, "heading", number), _grid(table), Spacer(1, 3 * mm)]
    parts += [_paragraph(sentence, "quiet") for sentence in told.about]
    footer = functools.partial(_footer, told=told)
    made.build(parts, onFirstPage=footer, onLaterPages=footer)
    return out.getvalue()


@functools.cache
def _fonts() -> None:
    folder = f"{reportlab.__path__[0]}/fonts"
    for name, file in FONTS.items():
        pdfmetrics.registerFont(TTFont(name, f"{folder}/{file}"))
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="Vera-Bold", italic="Vera", boldItalic="Vera-Bold")


def _style(name: str) -> ParagraphStyle:
    plain = ParagraphStyle("text", fontName="Vera", fontSize=9, leading=13, textColor=INK, spaceAfter=4)
    return {
        "text": plain,
        "lead": ParagraphStyle("lead", plain, fontSize=11, leading=15, spaceAfter=8),
        "title": ParagraphStyle("title", plain, fontName="Vera-Bold", fontSize=17, leading=21, spaceAfter=6),
        "heading": ParagraphStyle("heading", plain, fontName="Vera-Bold", fontSize=11, leading=14, spaceBefore=8),
        "cell": ParagraphStyle("cell", plain, fontSize=8, leading=10, spaceAfter=0),
        "number": ParagraphStyle("number", plain, fontSize=8, leading=10, spaceAfter=0, alignment=2),
        "head-number": ParagraphStyle("head-number", plain, fontName="Vera-Bold", fontSize=8, leading=10, spaceAfter=0, alignment=2),
        "head": ParagraphStyle("head", plain, fontName="Vera-Bold", fontSize=8, leading=10, spaceAfter=0),
        "quiet": ParagraphStyle("quiet", plain, fontSize=8, leading=11, textColor=QUIET),
    }[name]


def _paragraph(text: str, style: str) -> Paragraph:
    return Paragraph(escape(text), _style(style))


def _heading(text: str, style: str, number: int) -> Paragraph:
    made = _paragraph(text, style)
    made.bookmark = str(number)
    return made


def _grid(table: Table) -> LongTable:
    """A table that may go over several pages; its head is written again on each. Columns of numbers stand to the right."""
    numbers = [all(isinstance(row[place], Figure) for row in table.rows) for place in range(len(table.columns))]
    head = [_paragraph(column, "head-number" if right else "head") for column, right in zip(table.columns, numbers, strict=True)]
    body = [
        [_paragraph(_shown(cell), "number" if right else "cell") for cell, right in zip(row, numbers, strict=True)] for row in table.rows
    ]
    grid = LongTable([head, *body], colWidths=_widths(table), repeatRows=1)
    style = [("BACKGROUND", (0, 0), (-1, 0), CLOTH), ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    style += [("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
    grid.setStyle(TableStyle(style))
    return grid


def _shown(cell: Cell) -> str:
    return cell.shown if isinstance(cell, Figure) else cell


def _widths(table: Table) -> list[float]:
    """Columns wide enough for their longest word, the rest of the page shared by how much text they hold."""
    least, wish = [], []
    for place, column in enumerate(table.columns):
        texts = [column, *(_shown(row[place]) for row in table.rows)]
        least.append(2 * PADDING + max(_long(word) for text in texts for word in text.split() or [""]))
        wish.append(min(max(_long(text) for text in texts), LONGEST))
    rest = max(WIDTH - sum(least), 0)
    return [(width + rest * share / sum(wish)) * min(1, WIDTH / sum(least)) for width, share in zip(least, wish, strict=True)]


def _long(text: str) -> float:
    return float(pdfmetrics.stringWidth(text, "Vera-Bold", 8))


def _footer(canvas: Any, document: Any, *, told: Told) -> None:
    if told.made_on:
        canvas.setDateFormatter(lambda *_now: told.made_on.strftime("D:%Y%m%d%H%M%S+00'00'"))
    canvas.saveState()
    canvas.setFont("Vera", 7)
    canvas.setFillColor(QUIET)
    canvas.drawString(MARGIN + PADDING, 10 * mm, f"Rajut · {told.title}"[:110])
    canvas.drawRightString(A4[0] - MARGIN - PADDING, 10 * mm, f"{told.page} {document.page}")
    canvas.restoreState()
