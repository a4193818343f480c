"""Parquet and GeoJSON: formats that name their columns themselves. Their header counts as row 1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rajut.errors import RajutError
from rajut.reading.delimited import as_utf8
from rajut.reading.sheet import ROW, Sheet, Wanted, check_columns, check_rows, column_names, limits, table_of, without_empty_end
from rajut.reading.spreadsheets import text_of


def open_parquet(file: Path, wanted: Wanted) -> Sheet:
    """Every column as text; nested ones as JSON."""
    parquet = pq.ParquetFile(file)
    size = sum(parquet.metadata.row_group(n).total_byte_size for n in range(parquet.metadata.num_row_groups))
    check_rows(parquet.metadata.num_rows, file.name)
    check_columns(len(parquet.schema_arrow), file.name)
    if size > limits()["file_bytes"]:
        raise RajutError("READ-TOO-BIG", file=file.name, found=size, what="READ-UNIT-BYTES", limit=limits()["file_bytes"])
    found = parquet.read()
    names, warnings = column_names(found.column_names, file.name)
    texts = [_texts(column) for column in found.columns]
    numbers = pa.array(range(2, len(found) + 2), pa.int64())
    rows = pa.Table.from_arrays([numbers, *texts], names=[ROW, *(f"c{n}" for n in range(len(texts)))])
    return Sheet("parquet", names, 1, without_empty_end(rows), warnings=warnings)


def _texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_string(column.type):
        return column
    if pa.types.is_integer(column.type) or pa.types.is_large_string(column.type) or pa.types.is_date(column.type):
        return pc.cast(column, pa.string())
    if pa.types.is_dictionary(column.type):
        return _texts(pc.cast(column, column.type.value_type))
    return pa.chunked_array([pa.array([_value_text(value) for value in column.to_pylist()], pa.string())])


def _value_text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (dict, list)) else text_of(value)


def open_geojson(file: Path, wanted: Wanted) -> Sheet:
    """The properties of each feature; a point's longitude and latitude come first, other geometries give none."""
    data, encoding = as_utf8(file.read_bytes(), wanted.encoding)
    features = _features(data.decode("utf-8"), file.name)
    check_rows(len(features), file.name)
    properties = [feature.get("properties") or {} for feature in features]
    titles = list(dict.fromkeys(str(title) for row in properties for title in row))
    check_columns(len(titles) + 2, file.name)
    names, warnings = column_names(["longitude", "latitude", *titles], file.name)
    cells = [
        [*_point(feature.get("geometry")), *(_value_text(row.get(title)) for title in titles)]
        for feature, row in zip(features, properties, strict=True)
    ]
    rows = table_of(cells, range(2, len(cells) + 2), len(names))
    return Sheet("geojson", names, 1, rows, encoding=encoding, warnings=warnings)


def _features(text: str, file_name: str) -> list[dict[str, Any]]:
    try:
        whole = json.loads(text)
        features = whole.get("features") if whole.get("type") == "FeatureCollection" else [whole]
    except json.JSONDecodeError:  # one feature a line
        try:
            features = [json.loads(line) for line in text.splitlines() if line.strip()]
        except json.JSONDecodeError as fault:
            raise RajutError("READ-CORRUPT", file=file_name, format="geojson") from fault
    if not isinstance(features, list) or not all(_is_feature(feature) for feature in features):
        raise RajutError("READ-NOT-GEOJSON", file=file_name)
    return features


def _is_feature(feature: Any) -> bool:
    return isinstance(feature, dict) and feature.get("type") == "Feature" and isinstance(feature.get("properties") or {}, dict)


def _point(geometry: Any) -> tuple[str, str]:
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return "", ""
    place = geometry.get("coordinates")
    if not isinstance(place, list) or len(place) < 2 or not all(isinstance(part, (int, float)) for part in place[:2]):
        return "", ""
    return repr(place[0]), repr(place[1])
