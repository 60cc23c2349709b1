"""Types and cells of a Parquet file as pyarrow reads them, and its cells in words as DuckDB does."""

import datetime
import json
import sys

import duckdb
import pyarrow.parquet

file = sys.argv[1]


def told(value):
    if value is None:
        return None
    if isinstance(value, str):
        return "text:" + value
    if isinstance(value, datetime.datetime):
        return "moment:" + value.isoformat()
    if isinstance(value, datetime.date):
        return "date:" + value.isoformat()
    return "number:" + repr(value)


def in_words(column):
    name = '"' + column.name + '"'
    return f"epoch_ms({name})::VARCHAR" if str(column.type).startswith("timestamp") else name + "::VARCHAR"


table = pyarrow.parquet.read_table(file)
columns = [[told(value) for value in column.to_pylist()] for column in table.columns]
described = pyarrow.parquet.read_schema(file).metadata[b"throughline"].decode()
selected = ", ".join(map(in_words, table.schema))
rows = duckdb.sql(f"SELECT {selected} FROM read_parquet('{file}')").fetchall()
key = duckdb.sql(f"SELECT value FROM parquet_kv_metadata('{file}') WHERE key = 'throughline'").fetchall()
json.dump(
    {
        "names": table.schema.names,
        "types": [str(column.type) for column in table.schema],
        "rows": list(zip(*columns)),
        "described": json.loads(described),
        "duckdb": rows,
        "duckdb_described": json.loads(key[0][0]),
    },
    sys.stdout,
)
