"""Writes a Parquet file as a register might return one, and prints what stands in it. Second, one that is nested."""

import datetime
import decimal
import json
import sys

import pyarrow
import pyarrow.parquet

utc = datetime.timezone.utc
seen = datetime.datetime(2026, 3, 1, 9, 5, 7, 250000)
columns = {
    "linkage_id": (pyarrow.array(["L1", "L2", None]), ["L1", "L2", None]),
    "Beschäftigt?": (pyarrow.array([True, None, False]), ["1", None, "0"]),
    "tiny": (pyarrow.array([-5, None, 7], pyarrow.int8()), ["-5", None, "7"]),
    "unsigned": (pyarrow.array([2**64 - 1, None, 0], pyarrow.uint64()), [str(2**64 - 1), None, "0"]),
    "pay": (pyarrow.array([1234.5, float("nan"), None]), ["1234.5", None, None]),
    "single": (pyarrow.array([0.1, None, 2], pyarrow.float32()), ["0.1", None, "2"]),
    "exact": (
        pyarrow.array([decimal.Decimal("-0.05"), None, decimal.Decimal("12345678901234567890.10")], pyarrow.decimal128(38, 2)),
        ["-0.05", None, "12345678901234567890.10"],
    ),
    "started": (pyarrow.array([datetime.date(1899, 12, 31), None, datetime.date(9999, 12, 31)]), ["1899-12-31", None, "9999-12-31"]),
    "at": (pyarrow.array([datetime.time(9, 5, 7), None, None], pyarrow.time64("us")), ["09:05:07", None, None]),
    "local": (pyarrow.array([seen, None, None], pyarrow.timestamp("ns")), ["2026-03-01T09:05:07.250", None, None]),
    "utc": (pyarrow.array([seen.replace(tzinfo=utc), None, None], pyarrow.timestamp("ms", "UTC")), ["2026-03-01T09:05:07.250Z", None, None]),
    "words": (pyarrow.array(["🦔", "", None], pyarrow.large_string()), ["🦔", "", None]),
    "class": (pyarrow.array(["a", "b", "a"]).dictionary_encode(), ["a", "b", "a"]),
}
table = pyarrow.table({name: array for name, (array, _) in columns.items()})
pyarrow.parquet.write_table(table, sys.argv[1], compression="gzip", row_group_size=2)
nested = pyarrow.table({"linkage_id": ["L1"], "spells": [[1, 2]]})
pyarrow.parquet.write_table(nested, sys.argv[1] + ".nested")
pyarrow.parquet.write_table(table, sys.argv[1] + ".zstd", compression="zstd")
told = [told for _, told in columns.values()]
json.dump({"names": list(columns), "rows": list(zip(*told))}, sys.stdout)
