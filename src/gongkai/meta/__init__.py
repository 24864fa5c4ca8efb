"""What a report says about itself, and whether it is an annual report on information disclosure at all."""

from gongkai.meta.reading import read_meta
from gongkai.meta.recognition import Evidence, looks_like_report, report_evidence

__all__ = ["Evidence", "looks_like_report", "read_meta", "report_evidence"]
