"""Everything that pyreadstat reads of a .sav file: its dictionary, and each cell as text."""

import json
import sys

import pyreadstat

table, said = pyreadstat.read_sav(
    sys.argv[1], user_missing=True, disable_datetime_conversion=True)
ranges = {
    name: [[of["lo"], of["hi"]] for of in found] for name, found in said.missing_ranges.items()}
labels = {
    name: {str(code): words for code, words in found.items()}
    for name, found in said.variable_value_labels.items()}
json.dump({
    "title": said.file_label,
    "notes": said.notes,
    "names": list(table.columns),
    "labels": said.column_names_to_labels,
    "values": labels,
    "ranges": ranges,
    "measures": said.variable_measure,
    "formats": said.original_variable_types,
    "rows": [["" if cell != cell else str(cell) for cell in row] for row in table.values.tolist()],
}, sys.stdout)
