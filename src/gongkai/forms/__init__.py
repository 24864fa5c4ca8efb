"""The official forms as data: vocabulary, rows, columns and wording, one YAML file a generation."""

from gongkai.forms.schema import (
    Column,
    Common,
    FormDefinition,
    FormTable,
    Identity,
    Indicator,
    Row,
    TableId,
    Vocabulary,
    common,
    forms,
    iter_rows,
    vocabulary,
)

__all__ = [
    "Column",
    "Common",
    "FormDefinition",
    "FormTable",
    "Identity",
    "Indicator",
    "Row",
    "TableId",
    "Vocabulary",
    "common",
    "forms",
    "iter_rows",
    "vocabulary",
]
