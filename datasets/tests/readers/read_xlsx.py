"""The sheets of a workbook, each cell with its type, as openpyxl reads them."""

import datetime
import json
import sys

import openpyxl


def told(cell):
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return "formula:" + value
    if isinstance(value, str):
        return "text:" + value
    if isinstance(value, (datetime.date, datetime.datetime)):
        return "date:" + value.isoformat()
    return "number:" + repr(value)


book = openpyxl.load_workbook(sys.argv[1])
sheets = {sheet.title: [[told(cell) for cell in row] for row in sheet.iter_rows()] for sheet in book}
frozen = {sheet.title: sheet.freeze_panes for sheet in book}
about = book.properties
told = {"title": about.title, "description": about.description}
json.dump({"sheets": sheets, "frozen": frozen, "about": told}, sys.stdout)
