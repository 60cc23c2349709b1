"""Schema and cells of a system file as pyreadstat reads them; and the same file once more, as it writes it.

Numbers are texts, since JSON has no number that does not exist, and not every reader of JSON keeps the last digit."""

import json
import sys

import pyreadstat


def shown(value):
    if isinstance(value, str):
        return value
    return "" if value != value else repr(float(value))


def labels(of):
    return [[shown(value), text] for value, text in of.items()]


path = sys.argv[1]
table, about = pyreadstat.read_sav(path, user_missing=True, disable_datetime_conversion=True)
columns = [
    {
        "name": name,
        "label": about.column_names_to_labels[name] or "",
        "format": about.original_variable_types[name],
        "measure": about.variable_measure[name],
        "missing": about.missing_ranges.get(name, []),
        "labels": labels(about.variable_value_labels.get(name, {})),
        "cells": [shown(value) for value in table[name]],
    }
    for name in about.column_names
]
pyreadstat.write_sav(
    table,
    path + ".again",
    column_labels=about.column_names_to_labels,
    variable_value_labels=about.variable_value_labels,
    missing_ranges=about.missing_ranges,
    variable_measure=about.variable_measure,
    variable_format=about.original_variable_types,
    compress=False,
    row_compress=True,
)
json.dump(
    {
        "title": about.file_label,
        "notes": about.notes,
        "encoding": about.file_encoding,
        "rows": about.number_rows,
        "sets": about.mr_sets,
        "columns": columns,
    },
    sys.stdout,
)
