"""What pyreadstat (ReadStat) reads in a .dta file: the schema, and each cell as text."""

import datetime
import json
import sys

import pandas
import pyreadstat

MONTHS = ["%tdCCYY-NN"]


def told(cell):
    if isinstance(cell, str):
        return cell
    if cell is None or pandas.isna(cell):
        return ""
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return repr(float(cell))


rows, about = pyreadstat.read_dta(sys.argv[1], user_missing=True, extra_date_formats=MONTHS)
sets = about.variable_value_labels
json.dump(
    {
        "names": about.column_names,
        "title": about.file_label,
        "notes": about.notes,
        "labels": about.column_labels,
        "letters": about.missing_user_values,
        "sets": [
            {str(code): text for code, text in sets.get(name, {}).items()}
            for name in about.column_names
        ],
        "types": about.original_variable_types,
        "rows": [[told(cell) for cell in row] for row in rows.itertuples(index=False)],
    },
    sys.stdout,
)
