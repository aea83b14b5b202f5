"""A lifecycle's table drawn as SVG: boxes on a grid, the main moves as arrows, all other moves as lines in their box.

What is drawn comes from the table; only where a box stands and which moves become arrows is said here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import escape

from ibhxh.states import ClockAct, Machine, Move, Stage
from ibhxh.words import NO_BREAK, Lang

BOX, GAP, DOWN, MARGIN, TOP = 158, 66, 62, 20, 96
LINE, CHARS, GAP_CHARS, LABEL_CHARS = 15, 20, 10, 18
FONT = "Inter, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"
CLOCK_MARKS = {ClockAct.START: "▶", ClockAct.PAUSE: "‖", ClockAct.RESUME: "▶", ClockAct.STOP: "■"}


@dataclass(frozen=True)
class Plan:
    """Where the boxes stand (column, row), which (state, event) are arrows, and the colours of the side."""

    title: Mapping[Lang, str]
    places: Mapping[str, tuple[int, int]]
    arrows: frozenset[tuple[str, str]]
    brand: str
    tint: str
    line: str


@dataclass(frozen=True)
class _Box:
    stage: Stage
    x: float
    y: float
    height: float
    texts: tuple[tuple[str, str], ...]

    @property
    def middle(self) -> float:
        return self.x + BOX / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height


def draw(machine: Machine, plan: Plan, lang: Lang) -> str:
    """The whole picture."""
    if missing := plan.arrows - {(move.source, move.event) for move in machine.moves}:
        raise ValueError(f"no such moves: {missing}")
    boxes = _boxes(machine, plan, lang)
    parts = [_box(box, plan, lang) for box in boxes.values()]
    for move in machine.moves:
        if move.source is None:
            told = any(
                arrow == (other.source, other.event) and other.target == move.target and other.act == move.act
                for other in machine.moves
                for arrow in plan.arrows
            )
            parts.append(_birth(boxes[move.target], plan, "" if told else move.act.text(lang)))
        elif (move.source, move.event) in plan.arrows:
            parts.append(_arrow(move, boxes, plan, machine, lang))
    width = max(box.x for box in boxes.values()) + BOX + MARGIN
    height = max(box.bottom for box in boxes.values()) + 52
    return _PAGE.format(
        width=width,
        height=height,
        font=FONT,
        brand=plan.brand,
        title=escape(plan.title[lang]),
        legend=escape(_LEGEND[lang]),
        body="\n".join(parts),
    )


def _boxes(machine: Machine, plan: Plan, lang: Lang) -> dict[str, _Box]:
    texts = {
        stage.state: tuple(
            line
            for move in machine.moves
            if move.source == stage.state and (stage.state, move.event) not in plan.arrows
            for line in _exit(move, machine, lang)
        )
        for stage in machine.stages
    }
    labels = {stage.state: wrap(stage.label.text(lang), LABEL_CHARS) for stage in machine.stages}
    heights = {
        state: 30 + 17 * len(labels[state]) + LINE * len(lines) + (8 if lines else 0) for state, lines in texts.items()
    }
    rows = sorted({row for _, row in plan.places.values()})
    tops, y = {}, float(TOP)
    for row in rows:
        tops[row] = y
        y += max(heights[state] for state, place in plan.places.items() if place[1] == row) + DOWN
    found = {}
    for stage in machine.stages:
        column, row = plan.places[stage.state]
        found[str(stage.state)] = _Box(
            stage, MARGIN + column * (BOX + GAP), tops[row], heights[stage.state], texts[stage.state]
        )
    return found


def _exit(move: Move, machine: Machine, lang: Lang) -> list[tuple[str, str]]:
    """The lines of a move that is no arrow: (mark of the target, words)."""
    mark = "↻" if move.source == move.target else machine.stage(move.target).number
    lines = wrap(f"{move.act.text(lang)}{_clock(move)}", CHARS)
    return [(mark if not number else "", line) for number, line in enumerate(lines)]


def _clock(move: Move) -> str:
    return f"{NO_BREAK}{CLOCK_MARKS[move.clock]}" if move.clock else ""


def _box(box: _Box, plan: Plan, lang: Lang) -> str:
    stage = box.stage
    code = f" · {_NATIONAL[lang]} {stage.national_code}" if stage.national_code else ""
    out = [
        f'<rect x="{box.x}" y="{box.y}" width="{BOX}" height="{box.height}" rx="4" fill="{plan.tint}"'
        f' stroke="{plan.brand if stage.final else plan.line}" stroke-width="{2.5 if stage.final else 1.2}"/>',
        f'<text x="{box.x + 9}" y="{box.y + 17}" class="n">{escape(stage.number + code)}</text>',
    ]
    y = box.y + 17
    for line in wrap(stage.label.text(lang), LABEL_CHARS):
        y += 17
        out.append(f'<text x="{box.x + 9}" y="{y}" class="l">{escape(line)}</text>')
    y += 8
    for mark, line in box.texts:
        y += LINE
        out.append(f'<text x="{box.x + 9}" y="{y}" class="m">{escape(mark)}</text>')
        out.append(f'<text x="{box.x + 9 + 25}" y="{y}" class="e">{escape(line)}</text>')
    return "\n".join(out)


def _birth(box: _Box, plan: Plan, said: str) -> str:
    x, y = box.x + 24, box.y - 44
    return f'<circle cx="{x}" cy="{y}" r="5" fill="{plan.brand}"/>' + _path(
        [(x, y), (x, box.y)], _label(x + 9, y + 14, [said], "start")
    )


def _arrow(move: Move, boxes: Mapping[str, _Box], plan: Plan, machine: Machine, lang: Lang) -> str:
    source, target = boxes[str(move.source)], boxes[move.target]
    (from_column, from_row), (to_column, to_row) = plan.places[str(move.source)], plan.places[move.target]
    both = any(
        (state, event) in plan.arrows and state == move.target and other == move.source
        for state, event, other in ((m.source, m.event, m.target) for m in machine.moves)
    )
    said = f"{move.act.text(lang)}{_clock(move)}"
    if from_row == to_row and abs(from_column - to_column) == 1:
        right = to_column > from_column
        y = source.y + (22 if right or not both else 50)
        start, end = (source.x + BOX, target.x) if right else (source.x, target.x + BOX)
        lines = wrap(said, GAP_CHARS)
        above = y - 8 - 12.5 * (len(lines) - 1)
        return _path([(start, y), (end, y)], _label((start + end) / 2, above if right or not both else y + 14, lines))
    if from_row == to_row:
        low = max(box.bottom for state, box in boxes.items() if plan.places[state][1] == from_row) + 24
        points = [
            (source.middle, source.bottom),
            (source.middle, low),
            (target.middle, low),
            (target.middle, target.bottom),
        ]
        return _path(points, _label((source.middle + target.middle) / 2, low - 5, [said]))
    if from_column == to_column:
        down = to_row > from_row
        x = source.x + BOX * ((0.23 if down else 0.62) if both else 0.5)
        start, end = (source.bottom, target.y) if down else (source.y, target.bottom)
        y = (target.y if down else source.y) - DOWN + 26
        return _path([(x, start), (x, end)], _label(x + 6, y, wrap(said, 8 if both else 16), "start"))
    right = to_column > from_column
    x = source.x + BOX * (0.95 if right else 0.1)
    turn = target.y - 22
    points = [(x, source.bottom), (x, turn), (target.middle, turn), (target.middle, target.y)]
    at, anchor = (target.middle - 4, "end") if right else (target.middle + 4, "start")
    return _path(points, _label(at, turn - 6, [said], anchor))


def _path(points: Sequence[tuple[float, float]], label: str) -> str:
    way = " ".join(f"{'L' if number else 'M'}{x} {y}" for number, (x, y) in enumerate(points))
    return f'<path d="{way}" class="a"/>\n{label}'


def _label(x: float, y: float, lines: Sequence[str], anchor: str = "middle") -> str:
    spans = "".join(
        f'<tspan x="{x}" dy="{12.5 if number else 0}">{escape(line)}</tspan>' for number, line in enumerate(lines)
    )
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" class="w">{spans}</text>'


_NATIONAL: Mapping[Lang, str] = {"vi": "DVCQG", "en": "national"}
_LEGEND: Mapping[Lang, str] = {
    "vi": "Khung đậm: có thể kết thúc · ↻ ở lại trạng thái · mã đứng trước: đi tới trạng thái đó · "
    "▶ ‖ ■ đồng hồ thời hạn chạy, tạm dừng, kết thúc",
    "en": "Bold frame: may end here · ↻ stays · a mark in front: goes to that state · "
    "▶ ‖ ■ the clock of the time limit runs, pauses, ends",
}
_PAGE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" \
font-family="{font}" role="img">
<title>{title}</title>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" orient="auto">\
<path d="M0 0 L8 4 L0 8 z" fill="{brand}"/></marker></defs>
<style>
.n {{ font-size: 11px; font-weight: 600; fill: {brand}; }}
.l {{ font-size: 14px; font-weight: 600; fill: #14212b; }}
.m {{ font-size: 11px; font-weight: 600; fill: {brand}; }}
.e {{ font-size: 11px; fill: #46535e; }}
.w {{ font-size: 11px; fill: #14212b;
  paint-order: stroke; stroke: #ffffff; stroke-width: 3px; }}
.a {{ fill: none; stroke: {brand}; stroke-width: 1.5; marker-end: url(#tip); }}
</style>
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="20" y="30" font-size="18" font-weight="600" fill="#14212b">{title}</text>
{body}
<text x="20" y="{height}" dy="-10" font-size="11" fill="#46535e">{legend}</text>
</svg>
"""
