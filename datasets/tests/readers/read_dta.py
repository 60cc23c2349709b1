"""What pandas reads in a .dta file: the schema, and each cell as text."""

import json
import sys

import pandas
from pandas.io.stata import StataMissingValue, StataReader


def told(cell):
    if isinstance(cell, (str, StataMissingValue)):
        return str(cell)
    return repr(float(cell))


def day(cell):
    return None if pandas.isna(cell) else pandas.Timestamp(cell).isoformat()


with StataReader(
    sys.argv[1], convert_dates=False, convert_categoricals=False, convert_missing=True
) as reader:
    rows = reader.read()
    read = {
        "names": list(rows.columns),
        "title": reader.data_label,
        "labels": list(reader.variable_labels().values()),
        "sets": [
            {str(code): text for code, text in reader.value_labels().get(name, {}).items()}
            for name in reader._lbllist
        ],
        "rows": [[told(cell) for cell in row] for row in rows.itertuples(index=False)],
    }
dates = pandas.read_stata(sys.argv[1], convert_categoricals=False)
dates = dates.select_dtypes(include="datetime")
read["dates"] = {name: [day(cell) for cell in dates[name]] for name in dates.columns}
json.dump(read, sys.stdout)
