"""Reads Chinese government information disclosure annual reports (政府信息公开工作年度报告) as data.

The names below are the public API. They are loaded when first used, so that `import gongkai` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.batch import extract_many
    from gongkai.errors import (
        AnnotationError,
        ConfigError,
        FormError,
        GongkaiError,
        ModelError,
        NoTables,
        NotAReport,
        OutputError,
        ServerError,
        UnreadableInput,
        WorkerError,
    )
    from gongkai.narrative.claims import find_claims
    from gongkai.pipeline import extract
    from gongkai.report import (
        Claim,
        Comparison,
        Evidence,
        Failure,
        Finding,
        Meta,
        Report,
        Section,
        Source,
        TableValue,
        Warning,
    )

__version__ = "0.1.0"

__all__ = [
    "AnnotationError",
    "Claim",
    "Comparison",
    "ConfigError",
    "Evidence",
    "Failure",
    "Finding",
    "FormError",
    "GongkaiError",
    "Meta",
    "ModelError",
    "NoTables",
    "NotAReport",
    "OutputError",
    "Report",
    "Section",
    "ServerError",
    "Source",
    "TableValue",
    "UnreadableInput",
    "Warning",
    "WorkerError",
    "__version__",
    "extract",
    "extract_many",
    "find_claims",
]

_HOMES = {
    "gongkai.batch": ("extract_many",),
    "gongkai.errors": (
        "AnnotationError",
        "ConfigError",
        "FormError",
        "GongkaiError",
        "ModelError",
        "NoTables",
        "NotAReport",
        "OutputError",
        "ServerError",
        "UnreadableInput",
        "WorkerError",
    ),
    "gongkai.narrative.claims": ("find_claims",),
    "gongkai.pipeline": ("extract",),
    "gongkai.report": (
        "Claim",
        "Comparison",
        "Evidence",
        "Failure",
        "Finding",
        "Meta",
        "Report",
        "Section",
        "Source",
        "TableValue",
        "Warning",
    ),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
