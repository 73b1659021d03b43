"""A trace CSV to ordered tokens with DuckDB, which may use the disk.

bench/peers ingest_duckdb.py --csv traces.csv --out arrays [--plan sort|lists] [--load table|twice] [--memory 4GB]
"""

import json

import duckdb
import numpy as np
import trace_arrays

CSV = (
    "read_csv('{}', auto_detect=false, header=true, delim=',', quote='', escape='', columns={{'file_id': 'UINTEGER',"
    " 'label': 'UTINYINT', 'api': 'VARCHAR', 'tid': 'UINTEGER', 'index': 'UINTEGER'}})"
)


def main() -> None:
    parser = trace_arrays.options("A trace CSV to ordered tokens with DuckDB.")
    parser.add_argument("--plan", choices=("sort", "lists"), default="sort", help="sort all rows, or each file's")
    parser.add_argument("--load", choices=("table", "twice"), default="table", help="read into a table, or read twice")
    parser.add_argument("--memory", default="4GB", help="limit; beyond it the disk is used")
    options = parser.parse_args()

    options.out.mkdir(parents=True)
    settings = {"threads": options.threads, "memory_limit": options.memory, "temp_directory": str(options.out / "spill")}
    with duckdb.connect(config=settings) as db:
        source = CSV.format(str(options.csv).replace("'", "''"))
        if options.load == "table":
            db.execute(f"create table calls as select * from {source}")
            source = "calls"
        names = [name for (name,) in db.execute(f"select distinct api from {source} order by api").fetchall()]
        listed = ", ".join("'" + name.replace("'", "''") + "'" for name in names)
        db.execute(f"create type name as enum ({listed})")
        token = "(enum_code(api::name) + 1)::usmallint"
        if options.plan == "sort":
            query = f"select file_id, label, {token} token from {source} order by file_id, tid, index"
            columns = db.execute(query).fetchnumpy()
            starts = trace_arrays.cut(columns["file_id"])
            ids, labels = columns["file_id"][starts], columns["label"][starts]
            lengths, tokens = trace_arrays.lengths(starts, len(columns["token"])), columns["token"]
        else:
            query = f"""select file_id, any_value(label) label, list({token} order by tid, index) tokens from {source}
                        group by file_id order by file_id"""
            table = db.sql(query).to_arrow_table()
            ids, labels = table["file_id"].to_numpy(), table["label"].to_numpy()
            lists = table["tokens"].combine_chunks()
            lengths, tokens = np.diff(lists.offsets.to_numpy()), lists.flatten().to_numpy()
        trace_arrays.write(options.out, names, ids, labels, lengths, np.ma.getdata(tokens))
    print(json.dumps({"engine": f"DuckDB {duckdb.__version__}, NumPy {np.__version__}"}))


if __name__ == "__main__":
    main()
