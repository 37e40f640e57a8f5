/* What the scripts of explorers share: numbers, paths, and the sheet that a drawing is put on.
   Loaded before a model, by the reader's browser and at the build; leaves window.courseExplorerKit.
   Lengths are pixels of the drawing's own size, x to the right and y downwards; written to a tenth. */
(() => {
  "use strict";

  // --- numbers ---

  const sum = (values) => values.reduce((a, b) => a + b, 0);
  const tenth = (value) => Math.round(value * 10) / 10;

  /* A number in so many significant digits, without zeros at the end. */
  const plain = (value, count = 6) => String(Number(value.toPrecision(count)));

  /* A number with all of so many significant digits, never with an exponent. */
  function digits(value, count = 3) {
    const places = value ? Math.max(0, count - 1 - Math.floor(Math.log10(Math.abs(value)))) : 0;
    return (value * (1 + 1e-12)).toFixed(places); // an exact half is rounded up
  }

  /* The value itself, where it can be; otherwise a RangeError that says in words why it cannot. */
  function positive(value, name) {
    if (Number.isFinite(value) && value > 0) return value;
    throw new RangeError(`${name} must be above 0, not ${value}`);
  }
  function atLeastZero(value, name) {
    if (value >= 0) return value;
    throw new RangeError(`${name} cannot be negative or missing, not ${value}`);
  }
  function whole(value, name, least) {
    if (Number.isInteger(value) && value >= least) return value;
    throw new RangeError(`${name} must be a whole number, at least ${least}, not ${value}`);
  }

  // --- scales ---

  const ROUND = [1, 2, 5];
  const powerOf = (value) => 10 ** Math.floor(Math.log10(value));

  /* The next of `numbers` times a power of ten, above a value or below it. */
  function niceAbove(value, numbers = ROUND) {
    const power = powerOf(value);
    const found = numbers.find((n) => n * power >= value * 0.999999);
    return found ? found * power : 10 * power;
  }
  function niceBelow(value, numbers = ROUND) {
    const power = powerOf(value);
    const found = [...numbers].reverse().find((n) => n * power <= value * 1.000001);
    return found ? found * power : power;
  }

  /* At most so many round values from 0 to the first that is not below `top`. */
  function ticksTo(top, most) {
    const step = niceAbove(top / (most - 1));
    return Array.from({ length: Math.ceil(top / step - 1e-9) + 1 }, (_, n) => n * step);
  }

  // --- paths ---

  const CURVE = 0.5523; // a quarter of a circle as a cubic curve has its handles this far out

  /* A path of letters and points: path("M", [0, 0], "Q", [5, 0], [5, 5], "Z"). */
  const path = (...parts) => parts.map((part, n) => (
    typeof part === "string" ? part : `${typeof parts[n - 1] === "string" ? "" : " "}${tenth(part[0])},${tenth(part[1])}`
  )).join("");

  const polyline = (points, end = "") => path("M", points[0], ...points.slice(1).flatMap((point) => ["L", point]), end);

  /* A rectangle, with round corners if asked. */
  function box(l, t, r, b, c = 0) {
    if (!c) return polyline([[l, t], [r, t], [r, b], [l, b]], "Z");
    return path(
      "M", [l + c, t], "L", [r - c, t], "Q", [r, t], [r, t + c], "L", [r, b - c], "Q", [r, b], [r - c, b],
      "L", [l + c, b], "Q", [l, b], [l, b - c], "L", [l, t + c], "Q", [l, t], [l + c, t], "Z",
    );
  }

  function ellipse(x, y, rx, ry = rx) {
    const [kx, ky] = [rx * CURVE, ry * CURVE];
    return path(
      "M", [x + rx, y], "C", [x + rx, y + ky], [x + kx, y + ry], [x, y + ry],
      "C", [x - kx, y + ry], [x - rx, y + ky], [x - rx, y], "C", [x - rx, y - ky], [x - kx, y - ry], [x, y - ry],
      "C", [x + kx, y - ry], [x + rx, y - ky], [x + rx, y], "Z",
    );
  }

  /* Slanting lines that fill a rectangle; "" where there is no room for any. */
  function hatch(left, top, right, bottom, step) {
    let lines = "";
    const start = left - (bottom - top);
    for (let n = 1; n <= Math.trunc((right - start) / step); n += 1) {
      const foot = start + n * step;
      const [x0, y0] = foot >= left ? [foot, bottom] : [left, bottom - (left - foot)];
      const head = foot + bottom - top;
      const [x1, y1] = head <= right ? [head, top] : [right, top + head - right];
      if (x1 - x0 > 2) lines += polyline([[x0, y0], [x1, y1]]);
    }
    return lines;
  }

  /* About how wide a line is in Helvetica, in units of its size. */
  function lettersWidth(text) {
    const wide = { m: 0.83, w: 0.72, M: 0.83, W: 0.94 };
    for (const letter of "iljtf.,:;'|()[]! ") wide[letter] = 0.28;
    return sum([...text].map((letter) => wide[letter] || (/\p{Lu}/u.test(letter) ? 0.68 : 0.55)));
  }

  // --- the sheet ---

  /* A sheet on which parts are put. A plan says where they stand: width, height, size of the letters,
     layout (that of an empty drawing) and more of its own; colours are names of the theme. */
  class Sheet {
    constructor(plan, { colours, font }) {
      Object.assign(this, { plan, colours, font, size: plan.size, shapes: [], labels: [], traces: [] });
    }

    /* A path; those in `front` lie over the traces. */
    shape(outline, { fill, line, width = 1.5, dash = "solid", front = false, opacity = 1 }) {
      const shape = { type: "path", path: outline, layer: front ? "above" : "below" };
      shape.line = line ? { width, color: this.colours[line] } : { width: 0 };
      if (line && dash !== "solid") shape.line.dash = dash;
      if (fill) shape.fillcolor = this.colours[fill];
      if (opacity !== 1) shape.opacity = opacity;
      this.shapes.push(shape);
    }

    /* Words; `side` tells which end of them stands at x. */
    label(text, x, y, { size = this.size, colour = "ink_soft", side = "center", bold = false } = {}) {
      this.labels.push({
        text: bold ? `<b>${text}</b>` : text, x: tenth(x), y: tenth(y), xanchor: side, yanchor: "middle", align: side,
        showarrow: false, font: { family: this.font, size, color: this.colours[colour] },
      });
    }

    /* Points for plotly to draw as lines, marks or text. */
    trace(mode, points, more) {
      const [x, y] = [0, 1].map((axis) => points.map((point) => tenth(point[axis])));
      this.traces.push({ type: "scatter", mode, x, y, hoverinfo: "skip", ...more });
    }

    get drawing() {
      const { width, height, layout } = this.plan;
      return { width, height, data: this.traces, layout: { ...layout, shapes: this.shapes, annotations: this.labels } };
    }
  }

  window.courseExplorerKit = {
    sum, tenth, plain, digits, positive, atLeastZero, whole, niceAbove, niceBelow, ticksTo,
    path, polyline, box, ellipse, hatch, lettersWidth, Sheet, CURVE,
  };
})();
