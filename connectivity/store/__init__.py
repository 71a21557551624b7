"""One DuckDB file: documents, figures, observations, and the domain tables made from them."""

from __future__ import annotations

from connectivity.store.adding import Added
from connectivity.store.describe import tables_markdown
from connectivity.store.identity import distinct
from connectivity.store.schema import DOMAIN_TABLES, SCHEMA_VERSION
from connectivity.store.session import Store, open_store

__all__ = ["DOMAIN_TABLES", "SCHEMA_VERSION", "Added", "Store", "distinct", "open_store", "tables_markdown"]
