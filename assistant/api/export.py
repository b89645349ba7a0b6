"""The register as a file for a spreadsheet: CSV and Excel, with the same columns. No choosing and no routes."""

import csv
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO, StringIO

import xlsxwriter

from assistant.register import AgreementCard
from corpus.agreement import LABELS

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADS = ("Document", "Datum", "Status", "Thema", "Nummer", "Doel", "Soort", "Tekst", "In gewone taal", "Jaar", "Termijn", "Wie", "Kenmerk")
WIDTHS = (24, 12, 20, 24, 9, 30, 14, 80, 60, 7, 16, 16, 30)
# A spreadsheet takes a cell that begins so for a formula, and would run what a document or a stranger wrote (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CELL_CHARACTERS = 32_767  # as much as Excel holds in a cell


def as_csv(cards: Sequence[AgreementCard]) -> bytes:
    """Write semicolons and a byte order mark, as a Dutch Excel expects; a cell that could be a formula gets an apostrophe before it."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADS)
    writer.writerows([[_harmless(cell) for cell in _row(card)] for card in cards])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(cards: Sequence[AgreementCard]) -> bytes:
    """Write one sheet with a head that stays in sight and can filter; every cell is text or a year, never a formula."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": "Afspraken", "created": datetime(2000, 1, 1)})  # equal content gives equal bytes
    head, wrapped = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("Afspraken")
    for column, (name, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for line, card in enumerate(cards, 1):
        for column, cell in enumerate(_row(card)):
            if HEADS[column] == "Jaar" and cell:
                sheet.write_number(line, column, int(cell), wrapped)
            else:
                sheet.write_string(line, column, cell[:CELL_CHARACTERS], wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(cards), len(HEADS) - 1)
    book.close()
    return file.getvalue()


def _row(card: AgreementCard) -> list[str]:
    agreement, document = card.agreement, card.document
    cells = (
        document.title,
        document.date,
        card.status_label,
        agreement.theme,
        agreement.goal_number,
        agreement.goal_title,
        LABELS[agreement.kind],
        agreement.text,
        card.plain,
        agreement.year,
        agreement.due,
        agreement.actor,
        agreement.id,
    )
    return ["" if cell is None else str(cell) for cell in cells]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
