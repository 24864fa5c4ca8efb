"""Every layout by its name."""

from __future__ import annotations

from .flattened import FLATTENED_LAYOUTS
from .markup import MARKUP_LAYOUTS
from .plain import PLAIN_LAYOUTS
from .portable import PDF_LAYOUTS
from .word import WORD_LAYOUTS

LAYOUTS = {
    layout.name: layout for layout in (*MARKUP_LAYOUTS, *WORD_LAYOUTS, *PDF_LAYOUTS, *FLATTENED_LAYOUTS, *PLAIN_LAYOUTS)
}
