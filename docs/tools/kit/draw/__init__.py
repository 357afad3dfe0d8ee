"""Des dessins SVG écrits en Python, aux couleurs des feuilles de style."""

from tools.kit.draw.bars import Bar, bar_chart
from tools.kit.draw.frame import Heading, Unit
from tools.kit.draw.intervals import Interval, interval_chart
from tools.kit.draw.lines import Curves, Line, Mark, line_chart
from tools.kit.draw.plane import Plane, plane_chart
from tools.kit.draw.qr import qr_svg
from tools.kit.draw.spans import Span, Track, span_chart
from tools.kit.draw.tornado import Swing, tornado_chart

__all__ = [
    "Bar",
    "Curves",
    "Heading",
    "Interval",
    "Line",
    "Mark",
    "Plane",
    "Span",
    "Swing",
    "Track",
    "Unit",
    "bar_chart",
    "interval_chart",
    "line_chart",
    "plane_chart",
    "qr_svg",
    "span_chart",
    "tornado_chart",
]
