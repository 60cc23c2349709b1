"""Names and cells of a CSV file, each cell as text, as pandas reads them."""

import json
import sys

import pandas

table = pandas.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
json.dump({"names": list(table.columns), "rows": table.values.tolist()}, sys.stdout)
