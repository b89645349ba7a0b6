"""Plots as SVG text of our own: bars with intervals, a curve, a histogram. Knows nothing of runs or metrics.

Drawn 340 wide, so that the letters stay readable on a telephone; every plot has a title and a description for who cannot see it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 340
BAR_WIDTH = 262  # of a full bar; its value stands to the right
BAR_HEIGHT = 13
LEFT, RIGHT, TOP, BOTTOM = 44, 22, 34, 44  # margins of a plot with axes
PLOT_HEIGHT = 230
HEADROOM = 1.3  # above the highest column, for the labels of the marks


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a share from 0 to 1 with its interval. `tone` is the class of its colour; `shown` the value in words."""

    value: float
    shown: str
    tone: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A point from (0, 0) to (1, 1), with the interval of its height."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What a plot says to who cannot see it, and along its axes. `name` makes the ids of the page unique."""

    name: str
    title: str
    description: str
    across: str = ""
    upward: str = ""


def draw_bars(words: Words, groups: Sequence[tuple[str, Sequence[Bar]]]) -> str:
    """Draw bars from the left, a group under its label."""
    parts: list[str] = []
    y = 0.0
    for label, bars in groups:
        parts.append(f'<text class="name" x="0" y="{y + 14:g}">{escape(label)}</text>')
        y += 20
        for bar in bars:
            parts.append(_bar(bar, y))
            y += BAR_HEIGHT + 5
        y += 9
    return _svg(words, y, parts)


def draw_curve(words: Words, dots: Sequence[Dot], guide: Sequence[tuple[float, float]], top: float = 1.0) -> str:
    """Draw a line through dots, with a dashed guide line; both axes are shares, the upward one ends at `top`."""
    parts = [
        *_axes(
            words,
            [(share, _percent(share)) for share in (0.0, 0.25, 0.5, 0.75, 1.0)],
            [(top * step / 4, _percent(top * step / 4)) for step in range(5)],
            top,
        )
    ]
    if guide:
        parts.append(f'<polyline class="guide" points="{_points([(x, y / top) for x, y in guide])}"/>')
    parts += [_interval(dot, top) for dot in dots]
    parts.append(f'<polyline class="line" points="{_points([(dot.x, dot.y / top) for dot in dots])}"/>')
    if len(dots) <= 12:
        parts += [f'<circle class="dot" cx="{_x(dot.x):.1f}" cy="{_y(dot.y / top):.1f}" r="4"/>' for dot in dots]
    return _svg(words, TOP + PLOT_HEIGHT + BOTTOM, parts)


def draw_histogram(words: Words, counts: Sequence[int], ticks: Sequence[tuple[float, str]], marks: Sequence[tuple[float, str]]) -> str:
    """Draw how often each class of equal width occurs; `ticks` and `marks` (vertical lines with a label) are shares of the width."""
    most = max(counts)
    top = most * HEADROOM
    parts = [*_axes(words, ticks, [(value, str(value)) for value in sorted({0, most // 2, most})], top)]
    for place, count in enumerate(counts):
        left, right, height = _x(place / len(counts)), _x((place + 1) / len(counts)), PLOT_HEIGHT * count / top
        parts.append(f'<rect class="all" x="{left + 0.5:.1f}" y="{_y(0) - height:.1f}" width="{right - left - 1:.1f}" height="{height:.1f}"/>')
    for row, (share, label) in enumerate(marks):
        parts.append(f'<line class="mark" x1="{_x(share):.1f}" x2="{_x(share):.1f}" y1="{_y(1):.1f}" y2="{_y(0):.1f}"/>')
        side, shift = ("end", -5) if share > 0.6 else ("start", 5)
        parts.append(f'<text class="halo" text-anchor="{side}" x="{_x(share) + shift:.1f}" y="{TOP + 12 + 18 * row}">{escape(label)}</text>')
    return _svg(words, TOP + PLOT_HEIGHT + BOTTOM, parts)


def _svg(words: Words, height: float, parts: Sequence[str]) -> str:
    ids = f'aria-labelledby="{words.name}-titel {words.name}-uitleg"'
    names = f'<title id="{words.name}-titel">{escape(words.title)}</title><desc id="{words.name}-uitleg">{escape(words.description)}</desc>'
    return f'<svg role="img" {ids} viewBox="0 0 {WIDTH} {height:g}" xmlns="http://www.w3.org/2000/svg">{names}{"".join(parts)}</svg>'


def _bar(bar: Bar, y: float) -> str:
    middle = y + BAR_HEIGHT / 2
    drawn = f'<rect class="track" x="0" y="{y:g}" width="{BAR_WIDTH}" height="{BAR_HEIGHT}"/>'
    drawn += f'<rect class="{bar.tone}" x="0" y="{y:g}" width="{BAR_WIDTH * bar.value:.1f}" height="{BAR_HEIGHT}"/>'
    if bar.low is not None and bar.high is not None:
        ends = f'x1="{BAR_WIDTH * bar.low:.1f}" x2="{BAR_WIDTH * bar.high:.1f}" y1="{middle:g}" y2="{middle:g}"'
        drawn += f'<line class="whisker-edge" {ends}/><line class="whisker" {ends}/>'
    return drawn + f'<text x="{BAR_WIDTH + 8}" y="{y + 11:g}">{escape(bar.shown)}</text>'


def _axes(words: Words, across: Sequence[tuple[float, str]], upward: Sequence[tuple[float, str]], top: float) -> list[str]:
    parts = [
        f'<line class="grid" x1="{_x(0):g}" x2="{_x(1):g}" y1="{_y(value / top):.1f}" y2="{_y(value / top):.1f}"/>'
        f'<text class="tick" text-anchor="end" x="{LEFT - 5}" y="{_y(value / top) + 4:.1f}">{label}</text>'
        for value, label in upward
    ]
    parts += [f'<text class="tick" text-anchor="middle" x="{_x(value):.1f}" y="{_y(0) + 15:g}">{label}</text>' for value, label in across]
    parts.append(f'<text class="tick" text-anchor="middle" x="{_x(0.5):g}" y="{_y(0) + 36:g}">{escape(words.across)}</text>')
    parts.append(f'<text class="tick" x="0" y="14">{escape(words.upward)}</text>')
    return parts


def _interval(dot: Dot, top: float) -> str:
    if dot.low is None or dot.high is None:
        return ""
    return f'<line class="range" x1="{_x(dot.x):.1f}" x2="{_x(dot.x):.1f}" y1="{_y(dot.low / top):.1f}" y2="{_y(dot.high / top):.1f}"/>'


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float) -> float:
    return TOP + (1 - share) * PLOT_HEIGHT


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
