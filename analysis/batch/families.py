"""Families of slogans that need not fit in memory, as `slogans.families.family_names` tells them."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from ..lexicon import Family
from ..lexicon import families as read_families
from ..slogans import Limb, Run
from ..slogans.families import MAX_LIMBS, MIN_HITS, construction, led_names, named_family, spelled
from ..slogans.finder.runs import variant_key
from ..store.sql import Tables, reading

CHUNK = 50_000
"""Slogans in memory at a time."""

TOLD = ("number", "n", "kind", "named", "formula", "variant", "spelling", "construction")


def name_families(tables: Tables, scratch: Path) -> None:
    """Make the table `families` of the family of each distinct slogan: `number, family`.

    Only variants that may be of a family are compared with each other: those with three hits, and those that
    share two limbs with another variant. All others lead families of their own, which are too small to count.

    Parameters
    ----------
    tables : Tables
        With `distinct_runs`: `number, n, kind, template, given, limbs`.
    scratch : Path
        A file for what is known of each slogan by itself; it is removed.
    """
    _write_told(tables, scratch)
    run = tables.connection.execute
    run(f"CREATE TEMP TABLE nameless AS SELECT * FROM {reading(scratch)} WHERE named = ''")
    frequent = f"GROUP BY ALL HAVING sum(n) >= {MIN_HITS}"
    run(f"CREATE TEMP TABLE formulas AS SELECT formula FROM nameless WHERE formula <> '' {frequent}")
    run(
        "CREATE TEMP TABLE variants AS SELECT variant, sum(n) AS n FROM nameless WHERE variant <> '' "
        "GROUP BY ALL"
    )
    run(
        f"CREATE TEMP TABLE pairs AS SELECT variant, words[a] AS one, words[b] AS other "
        f"FROM (SELECT variant, string_split(variant, '/')[:{MAX_LIMBS}] AS words FROM variants), "
        f"range(1, {MAX_LIMBS + 1}) AS firsts(a), range(1, {MAX_LIMBS + 1}) AS seconds(b) "
        "WHERE a < b AND b <= len(words)"
    )
    run(
        f"CREATE TEMP TABLE compared AS SELECT variant FROM variants WHERE n >= {MIN_HITS} UNION "
        "SELECT variant FROM pairs SEMI JOIN (SELECT one, other FROM pairs GROUP BY ALL HAVING count(*) > 1) "
        "USING (one, other)"
    )
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for variant, spelling, n in tables.rows(
        "SELECT variant, spelling, sum(n)::BIGINT FROM nameless SEMI JOIN compared USING (variant) "
        "GROUP BY ALL"
    ):
        spellings[variant][spelling] += n
    led = led_names(spellings)
    tables.table("led", {"variant": [*led] or [""], "family": [*led.values()] or [""]})
    run(
        "CREATE TEMP TABLE grown AS SELECT variant, family FROM led SEMI JOIN (SELECT family FROM nameless "
        f"JOIN led USING (variant) WHERE variant <> '' {frequent}) USING (family)"
    )
    run(
        "CREATE TEMP TABLE constructions AS SELECT construction FROM nameless "
        f"ANTI JOIN grown USING (variant) WHERE construction <> '' {frequent}"
    )
    run(
        "CREATE TEMP TABLE families AS SELECT number, CASE WHEN named <> '' THEN named ELSE "
        "coalesce(formulas.formula, grown.family, constructions.construction, kind) END AS family "
        f"FROM {reading(scratch)} AS told LEFT JOIN formulas ON formulas.formula = told.formula "
        "LEFT JOIN grown ON grown.variant = told.variant AND named = '' "
        "LEFT JOIN constructions ON constructions.construction = told.construction AND named = ''"
    )
    for name in ("nameless", "formulas", "variants", "pairs", "compared", "led", "grown", "constructions"):
        run(f"DROP TABLE {name}")
    scratch.unlink()


def _write_told(tables: Tables, path: Path) -> None:
    """Write what is known of each distinct slogan by itself."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    listed, named = read_families(), pa.string()
    schema = pa.schema([(name, pa.int64() if name in ("number", "n") else named) for name in TOLD])
    found = tables.connection.execute(
        "SELECT number, n, kind, template, given, limbs FROM distinct_runs ORDER BY number"
    )
    with pq.ParquetWriter(path, schema) as file:
        while rows := found.fetchmany(CHUNK):
            told = [_told(row, listed) for row in rows]
            file.write_table(
                pa.table(
                    [
                        pa.array(column, kind.type)
                        for column, kind in zip(zip(*told, strict=True), schema, strict=True)
                    ],
                    schema=schema,
                )
            )


def _told(row: tuple[Any, ...], listed: tuple[Family, ...]) -> tuple[int, int, str, str, str, str, str, str]:
    number, n, kind, template, given, limbs = row
    run = Run(0, 0, tuple(Limb(0, 0, text) for text in limbs), kind, template, family=given)
    if kind == "numeric":
        return number, n, kind, "", template, "", "", ""
    named = named_family(run, listed)
    if named:
        return number, n, kind, named, "", "", "", ""
    return (
        number,
        n,
        kind,
        "",
        "",
        variant_key(run.limbs),
        spelled(run),
        construction([part.plain for part in run.limbs]),
    )
