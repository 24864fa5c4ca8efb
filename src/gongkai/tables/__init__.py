"""Document -> table values, in stages: tokens (`grid`, `flattened`), rows (`reader`), values (`assemble`)."""

from gongkai.tables.read import PrintedTables, TableReading, read_tables

__all__ = ["PrintedTables", "TableReading", "read_tables"]
