"""Times wrenai's cube query for OEE; runs in an environment that has wrenai[postgres].

The model's SQL is the question's own, so both ask PostgreSQL the same; the cube takes the ratio of the sums.
Usage: cube.py FOLDER RUNS     FOLDER as `OverheadBench script` wrote it. Prints JSON: what each part took, in ms.
"""

import base64
import json
import re
import statistics
import sys
import time
from pathlib import Path

import psycopg
from wren.engine import WrenEngine
from wren_core import cube_query_to_sql

folder, runs = Path(sys.argv[1]), int(sys.argv[2])
variables = dict(line.split("=", 1) for line in (folder / "variables").read_text().splitlines())
statement = (folder / "script.sql").read_text().split("\\startpipeline\n")[1].split(";\n")[0]
sql = re.sub(r":(p\d+_\d+)::", lambda m: "'" + variables[m[1]].replace("'", "''") + "'::", statement)
connection = psycopg.conninfo.conninfo_to_dict((folder / "dsn").read_text().strip())

column = {"isCalculated": False, "notNull": False}
manifest = {
    "catalog": "wren", "schema": "public", "dataSource": "POSTGRES",
    "models": [{
        "name": "oee_sums", "refSql": sql,
        "columns": [{"name": name, "type": "double", **column} for name in ("m_ideal_good", "m_planned")],
    }],
    "relationships": [], "views": [],
    "cubes": [{
        "name": "oee", "baseObject": "oee_sums",
        "measures": [{"name": "oee", "expression": "sum(m_ideal_good) / sum(m_planned)", "type": "double"}],
        "dimensions": [], "timeDimensions": [], "hierarchies": {},
    }],
}
query = json.dumps({"cube": "oee", "measures": ["oee"]})
text = json.dumps(manifest)
engine = WrenEngine(
    base64.b64encode(text.encode()).decode(), "postgres",
    {"host": connection["host"], "port": connection.get("port", "5432"), "database": connection["dbname"],
     "user": connection["user"], "password": ""})

times = {"cube to SQL and plan": [], "query": [], "whole": []}
for run in range(runs + 3):
    start = time.perf_counter()
    planned = engine.dry_plan(cube_query_to_sql(query, text))
    middle = time.perf_counter()
    value = engine.query(cube_query_to_sql(query, text)).to_pylist()
    end = time.perf_counter()
    if run >= 3:
        times["cube to SQL and plan"].append((middle - start) * 1000)
        times["query"].append((end - middle) * 1000 - (middle - start) * 1000)
        times["whole"].append((end - middle) * 1000)
whole = sorted(times["whole"])
print(json.dumps({
    "value": value, "plan": statistics.median(times["cube to SQL and plan"]), "median": statistics.median(whole),
    "p99": whole[min(len(whole) - 1, int(len(whole) * .99))], "count": len(whole)}))
