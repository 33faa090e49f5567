"""Names of documents that need not fit in memory, as `load.assemble.document_ids` gives them."""

from __future__ import annotations

from ..load.assemble import stem_of
from ..store.sql import Tables


def name_documents(tables: Tables) -> None:
    """Make the table `ids` of the name of each document: `part, position, doc_id`.

    Parameters
    ----------
    tables : Tables
        With `documents`: `part, position, source`.
    """
    run = tables.connection.execute
    tables.connection.create_function("stem_of", stem_of, ["VARCHAR"], "VARCHAR")
    run(
        "CREATE TEMP TABLE sources AS SELECT source, stem, CASE WHEN count(*) OVER (PARTITION BY stem) > 1 "
        "THEN source ELSE stem END AS name FROM (SELECT source, stem_of(source) AS stem "
        "FROM (SELECT DISTINCT source FROM documents))"
    )
    # A number is passed over where another document may have it in its name; from where on it shifts others.
    run(
        "CREATE TEMP TABLE taken AS SELECT DISTINCT regexp_extract(taken, '(?s)^(.*)#[0-9]+$', 1) AS name, "
        "regexp_extract(taken, '#([0-9]+)$', 1)::HUGEINT AS number "
        "FROM (SELECT source AS taken FROM sources UNION SELECT stem FROM sources) "
        "WHERE regexp_matches(taken, '#([2-9]|[1-9][0-9]{1,17})$')"
    )
    run(
        "CREATE TEMP TABLE passed AS SELECT name, "
        "number - row_number() OVER (PARTITION BY name ORDER BY number) + 1 AS since "
        "FROM taken SEMI JOIN sources USING (name)"
    )
    run(
        "CREATE TEMP TABLE numbered AS SELECT part, position, name, row_number() OVER (PARTITION BY name "
        "ORDER BY part, position) AS number FROM documents JOIN sources USING (source)"
    )
    run(
        "CREATE TEMP TABLE shifted AS SELECT part, position, count(*) AS by FROM numbered JOIN passed "
        "ON passed.name = numbered.name AND since <= number GROUP BY part, position"
    )
    run(
        "CREATE TEMP TABLE ids AS SELECT part, position, CASE WHEN number = 1 THEN name "
        "ELSE name || '#' || (number + coalesce(shifted.by, 0)) END AS doc_id "
        "FROM numbered LEFT JOIN shifted USING (part, position)"
    )
    for name in ("sources", "taken", "passed", "numbered", "shifted"):
        run(f"DROP TABLE {name}")
