"""Writes one table as .dta in every release and order of bytes that pandas has, into the folder of the given file."""

import json
import pathlib
import sys

import pandas

table = pandas.DataFrame(
    {
        "Study_Number": ["T0001", "T0002", "T0003"],
        "weeks": pandas.Series([13, 0, 52], dtype="int8"),
        "pounds": [1234.5, None, -0.25],
        "started": pandas.to_datetime(["2026-03-01", None, "1899-12-31"]),
        "sent": pandas.to_datetime(["2026-11-30 13:07:00", "1960-01-01 00:00:00", None]),
        "month": pandas.to_datetime(["2026-03-01", "1959-12-01", "1960-01-01"]),
        "arm": pandas.Categorical(["control", "support", None]),
        "notes": ["short", "", "long, " * 10000],
    }
)
folder = pathlib.Path(sys.argv[1]).parent
files = []
for version in (117, 118, 119):
    for order in ("<", ">"):
        path = folder / f"returned-{version}-{'least' if order == '<' else 'most'}.dta"
        table.to_stata(
            path,
            version=version,
            byteorder=order,
            write_index=False,
            convert_strl=["notes"],
            convert_dates={"started": "td", "sent": "tc", "month": "tm"},
            data_label="Outcomes",
            variable_labels={"weeks": "Weeks in work"},
        )
        files.append(str(path))
json.dump(files, sys.stdout)
