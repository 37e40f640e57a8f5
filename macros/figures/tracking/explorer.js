/* Nanoparticle tracking: the model and the drawing, number for number those of
   macros/figures/brownian.py and macros/figures/tracking.py, which say where the formulas come from.
   Diameters nm, temperatures °C, viscosities mPa·s, lengths µm, diffusion coefficients µm²/s. */
(() => {
  "use strict";

  // --- model ---

  const BOLTZMANN = 1.380649e-23; // J/K
  const LAGS = 10;
  const KEPT = 4;
  const [MULTIPLIER, MODULUS, SKIPPED] = [48271, 2147483647, 20];

  const sum = (values) => values.reduce((a, b) => a + b, 0);

  /* D (µm²/s) from d (nm), or d from D. */
  const stokesEinstein = (other, temperature, viscosity) => (
    (BOLTZMANN * (temperature + 273.15) * 1e24) / (3 * Math.PI * viscosity * other)
  );

  /* Park and Miller's generator, and Box and Muller's two normal numbers, written into `pair`. */
  function generator(seed) {
    let state = seed;
    const next = () => {
      state = (state * MULTIPLIER) % MODULUS; // stays below 2^53, so it is exact
      return state;
    };
    for (let n = 0; n < SKIPPED; n += 1) next();
    return (pair) => {
      const length = Math.sqrt(-2 * Math.log(next() / MODULUS));
      const angle = 2 * Math.PI * (next() / MODULUS);
      pair[0] = length * Math.cos(angle);
      pair[1] = length * Math.sin(angle);
    };
  }

  function meanSquaredDisplacement(xs, ys, lag) {
    let total = 0;
    const windows = xs.length - lag;
    for (let n = 0; n < windows; n += 1) {
      const [dx, dy] = [xs[n + lag] - xs[n], ys[n + lag] - ys[n]];
      total += dx * dx + dy * dy;
    }
    return total / windows;
  }

  function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const half = sorted.length >> 1;
    return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  function population(normals, size, count, setting, border) {
    const { frames, rate, temperature, viscosity } = setting;
    const diffusion = stokesEinstein(size, temperature, viscosity);
    const step = Math.sqrt((2 * diffusion) / rate);
    const sums = new Array(Math.min(LAGS, frames - 1)).fill(0);
    const [xs, ys, pair] = [new Float64Array(frames), new Float64Array(frames), [0, 0]];
    const [kept, recovered] = [[], []];
    for (let n = 0; n < count; n += 1) {
      for (let frame = 1; frame < frames; frame += 1) {
        normals(pair);
        xs[frame] = xs[frame - 1] + step * pair[0];
        ys[frame] = ys[frame - 1] + step * pair[1];
      }
      const found = sums.map((_, lag) => meanSquaredDisplacement(xs, ys, lag + 1));
      found.forEach((msd, lag) => { sums[lag] += msd; });
      recovered.push(stokesEinstein((found[0] * rate) / 4, temperature, viscosity));
      if (n < KEPT) kept.push(Array.from(xs, (x, frame) => [x, ys[frame]]));
    }
    const mean = sum(recovered) / count;
    return {
      diameter: size,
      diffusion,
      step: Math.sqrt((4 * diffusion) / rate),
      kept,
      recovered,
      lags: sums.map((total, lag) => [(lag + 1) / rate, total / count, (4 * diffusion * (lag + 1)) / rate]),
      median: median(recovered),
      mean,
      spread: Math.sqrt(sum(recovered.map((d) => (d - mean) * (d - mean))) / (count - 1)) / size,
      across: border ? recovered.filter((d) => (d < border) !== (size < border)).length : 0,
    };
  }

  function compute(setting) {
    const { a, b, frames, rate, tracks } = setting;
    const border = a === b ? null : Math.sqrt(a * b);
    const normals = generator(setting.seed);
    const half = Math.floor(tracks / 2);
    const steps = frames - 1;
    return {
      sizes: [[a, tracks - half], [b, half]].map(([size, count]) => population(normals, size, count, setting, border)),
      seconds: steps / rate,
      spread_msd: 1 / Math.sqrt(steps),
      spread_diameter: steps / ((steps - 1) * Math.sqrt(steps - 2)),
      border,
    };
  }

  // --- words and table ---

  function digits(value, count = 3) {
    const places = value ? Math.max(0, count - 1 - Math.floor(Math.log10(Math.abs(value)))) : 0;
    return (value * (1 + 1e-12)).toFixed(places); // languages differ in rounding an exact half: there is none
  }
  const percent = (share) => `${digits(100 * share)} %`;
  const plain = (value) => String(Number(value.toPrecision(6)));

  const HEADINGS = ["Quantity", "Unit", "A", "B"];

  function rows(result) {
    const line = (name, unit, value) => [name, unit, ...result.sizes.map(value)];
    const border = result.border ? `Tracks beyond ${digits(result.border)} nm, midway to the other size` : "Tracks beyond the midway";
    return {
      headings: HEADINGS,
      lines: [
        line("True diameter", "nm", (s) => plain(s.diameter)),
        line("Diffusion coefficient D", "µm²/s", (s) => digits(s.diffusion)),
        line("Step from frame to frame, root mean square expected", "µm", (s) => digits(s.step)),
        line("Mean squared displacement over one frame, expected", "µm²", (s) => digits(s.lags[0][2])),
        line("Mean squared displacement over one frame, mean of the tracks", "µm²", (s) => digits(s.lags[0][1])),
        line("Tracks", "number", (s) => String(s.recovered.length)),
        line("Recovered diameter, median", "nm", (s) => digits(s.median)),
        line("Recovered diameter, mean", "nm", (s) => digits(s.mean)),
        line("Recovered diameter, smallest", "nm", (s) => digits(Math.min(...s.recovered))),
        line("Recovered diameter, largest", "nm", (s) => digits(Math.max(...s.recovered))),
        line("Spread of recovered diameters, standard deviation", "% of true", (s) => digits(100 * s.spread)),
        line("Spread of recovered diameters, expected", "% of true", () => digits(100 * result.spread_diameter)),
        line("Spread of the MSD of one track, expected", "% of true", () => digits(100 * result.spread_msd)),
        line(border, "number", (s) => (result.border ? String(s.across) : "none: same size")),
      ],
    };
  }

  function says(result, setting) {
    const seen = result.sizes.map((s) => (
      `the ${plain(s.diameter)} nm particles a median of ${digits(s.median)} nm with a spread of ${percent(s.spread)}`
    ));
    const first = `Tracks of ${setting.frames} frames give ${seen[0]}, and ${seen[1]}; ${percent(result.spread_diameter)} is expected.`;
    if (!result.border) return `${first} Both sizes are the same: the whole width of the histogram comes from the tracks.`;
    const wrong = sum(result.sizes.map((s) => s.across));
    const share = wrong ? `${digits((100 * wrong) / setting.tracks, 2)} %` : "none";
    return `${first} On the wrong side of ${digits(result.border)} nm, midway between the sizes, fall ${wrong} of ${setting.tracks} tracks (${share}).`;
  }

  // --- scales ---

  const SCALES = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
  const ROUND = [1, 2, 5];
  const BINS = [0.01, 0.02, 0.03, 0.04, 0.05, 0.08, 0.1];
  const TICKS = [[1.05, [1, 1.5, 2, 3, 4, 5, 6, 8]], [1.75, [1, 2, 5]], [9, [1, 3]]];

  const powerOf = (value) => 10 ** Math.floor(Math.log10(value));
  function niceAbove(value, numbers) {
    const power = powerOf(value);
    const found = numbers.find((n) => n * power >= value * 0.999999);
    return found ? found * power : 10 * power;
  }
  function niceBelow(value, numbers) {
    const power = powerOf(value);
    const found = [...numbers].reverse().find((n) => n * power <= value * 1.000001);
    return found ? found * power : power;
  }
  function ticksTo(top, most) {
    const step = niceAbove(top / (most - 1), ROUND);
    return Array.from({ length: Math.ceil(top / step - 1e-9) + 1 }, (_, n) => n * step);
  }

  /* Ends of the logarithmic axis (decades of nm) and the width of a bin. */
  function decades(result) {
    const found = result.sizes.flatMap((s) => [...s.recovered, s.diameter]).map(Math.log10);
    let low = Math.floor(Math.min(...found) * 10 - 0.5) / 10;
    let high = Math.ceil(Math.max(...found) * 10 + 0.5) / 10;
    if (high - low < 0.6) {
      const middle = Math.floor((low + high) * 5 + 0.5) / 10;
      [low, high] = [middle - 0.3, middle + 0.3];
    }
    const wanted = Math.max((0.45 * result.spread_msd) / Math.log(10), (high - low) / 50);
    return [low, high, BINS.find((width) => width >= wanted) || BINS[BINS.length - 1]];
  }

  function countsOf(recovered, width) {
    const found = new Map();
    for (const value of recovered) {
      const n = Math.floor(Math.log10(value) / width);
      found.set(n, (found.get(n) || 0) + 1);
    }
    return found;
  }

  function sizesOnAxis(low, high) {
    const numbers = TICKS.find(([span]) => high - low <= span)[1];
    const values = [];
    for (let p = Math.floor(low); p <= Math.ceil(high); p += 1) {
      values.push(...numbers.map((n) => Math.round(n * 10 ** p * 1e6) / 1e6));
    }
    return values.filter((v) => Math.log10(v) >= low - 1e-9 && Math.log10(v) <= high + 1e-9);
  }

  // --- drawing ---

  const HUES = ["blue", "orange"];
  const DASHES = ["solid", "7px,4px"];
  const MARKS = ["circle", "square"];
  const NAMES = ["A", "B"];

  const tenth = (value) => Math.round(value * 10) / 10;
  const at2 = (x, y) => `${tenth(x)},${tenth(y)}`;
  const polyline = (points, closed = false) => `M${points.map(([x, y]) => at2(x, y)).join("L")}${closed ? "Z" : ""}`;
  const rectangle = (l, t, r, b) => polyline([[l, t], [r, t], [r, b], [l, b]], true);
  const rounded = (l, t, r, b, c) => (
    `M${at2(l + c, t)}L${at2(r - c, t)}Q${at2(r, t)} ${at2(r, t + c)}L${at2(r, b - c)}Q${at2(r, b)} ${at2(r - c, b)}`
    + `L${at2(l + c, b)}Q${at2(l, b)} ${at2(l, b - c)}L${at2(l, t + c)}Q${at2(l, t)} ${at2(l + c, t)}Z`
  );
  function circle(x, y, r) {
    const k = r * 0.5523;
    return `M${at2(x + r, y)}C${at2(x + r, y + k)} ${at2(x + k, y + r)} ${at2(x, y + r)}`
      + `C${at2(x - k, y + r)} ${at2(x - r, y + k)} ${at2(x - r, y)}C${at2(x - r, y - k)} ${at2(x - k, y - r)} ${at2(x, y - r)}`
      + `C${at2(x + k, y - r)} ${at2(x + r, y - k)} ${at2(x + r, y)}Z`;
  }
  function hatch(left, top, right, bottom, step) {
    let path = "";
    const start = left - (bottom - top);
    for (let n = 1; n <= Math.trunc((right - start) / step); n += 1) {
      const foot = start + n * step;
      const [x0, y0] = foot >= left ? [foot, bottom] : [left, bottom - (left - foot)];
      const head = foot + bottom - top;
      const [x1, y1] = head <= right ? [head, top] : [right, top + head - right];
      if (x1 - x0 > 2) path += polyline([[x0, y0], [x1, y1]]);
    }
    return path;
  }

  function lettersWidth(text) {
    const wide = { m: 0.83, w: 0.72, M: 0.83, W: 0.94 };
    for (const letter of "iljtf.,:;'|()[]! ") wide[letter] = 0.28;
    return sum([...text].map((letter) => wide[letter] || (/\p{Lu}/u.test(letter) ? 0.68 : 0.55)));
  }

  /* A sheet on which parts are put; colours are names of the theme. */
  class Sheet {
    constructor(plan, data) {
      Object.assign(this, { plan, colours: data.colours, font: data.font, size: plan.size, shapes: [], labels: [], marks: [] });
    }

    shape(path, { fill, line, width = 1.5, dash = "solid", front = false }) {
      const shape = { type: "path", path, layer: front ? "above" : "below" };
      shape.line = line ? { width, color: this.colours[line] } : { width: 0 };
      if (line && dash !== "solid") shape.line.dash = dash;
      if (fill) shape.fillcolor = this.colours[fill];
      this.shapes.push(shape);
    }

    label(text, x, y, { size = this.size, colour = "ink_soft", side = "center", bold = false } = {}) {
      this.labels.push({
        text: bold ? `<b>${text}</b>` : text, x: tenth(x), y: tenth(y), xanchor: side, yanchor: "middle", align: side,
        showarrow: false, font: { family: this.font, size, color: this.colours[colour] },
      });
    }

    trace(mode, points, more) {
      this.marks.push({
        type: "scatter", mode, x: points.map(([x]) => tenth(x)), y: points.map(([, y]) => tenth(y)),
        hoverinfo: "skip", cliponaxis: false, ...more,
      });
    }

    get drawing() {
      const { width, height } = this.plan;
      const axis = (range) => ({ range, visible: false, fixedrange: true });
      const { colours, font } = this;
      return {
        width,
        height,
        data: this.marks,
        layout: {
          width, height, margin: { l: 0, r: 0, t: 0, b: 0, pad: 0 }, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
          xaxis: axis([0, width]), yaxis: axis([height, 0]), showlegend: false, hovermode: "closest", dragmode: false,
          font: { family: font, size: 15, color: colours.ink },
          hoverlabel: { font: { family: font, size: 15 }, bgcolor: colours.paper, bordercolor: colours.ink_soft },
          shapes: this.shapes, annotations: this.labels,
        },
      };
    }
  }

  function extent(track, axis) {
    let [low, high] = [Infinity, -Infinity];
    for (const point of track) {
      low = Math.min(low, point[axis]);
      high = Math.max(high, point[axis]);
    }
    return [low, high];
  }
  const reach = (track, axis) => extent(track, axis)[1] - extent(track, axis)[0];

  function drawField(sheet, result, setting) {
    const { size, plan: { field: [left, top, width, height], across } } = sheet;
    const [head, strip, foot] = [size * 1.9, size * 2.0, size * 2.1];
    const [wide, high] = [width / across, (height - head - foot) / 2 - strip];
    const tracks = result.sizes.flatMap((s) => s.kept.slice(0, across));
    const needed = Math.max(...tracks.flatMap((track) => [reach(track, 0) / (wide - 2 * size), reach(track, 1) / (high - size)]));
    const scale = 100 / niceAbove(100 * needed, SCALES);
    const upper = top + head;
    sheet.shape(rounded(left, upper, left + width, top + height - foot, 8), { fill: "card", line: "card_line", width: 1 });
    sheet.label(`Tracks of ${across} particles of each size`, left, top + size * 0.75, { size: size + 1, colour: "ink", side: "left", bold: true });
    result.sizes.forEach((s, n) => {
      const [y, line] = [upper + n * (strip + high), `${HUES[n]}_line`];
      sheet.label(`${NAMES[n]}: ${plain(s.diameter)} nm`, left + size * 0.7, y + size * 1.15, { colour: line, side: "left", bold: true });
      s.kept.slice(0, across).forEach((track, k) => {
        const [cx, cy] = [left + (k + 0.5) * wide, y + strip + high / 2 - size * 0.3];
        const [[x0, x1], [y0, y1]] = [extent(track, 0), extent(track, 1)];
        const points = track.map(([px, py]) => [cx + (px - (x0 + x1) / 2) * scale, cy + (py - (y0 + y1) / 2) * scale]);
        sheet.trace("lines", points, { line: { color: sheet.colours[line], width: 1.4 } });
        const disc = (((10 * Math.log10(s.diameter / 3)) / 3) * size) / 15;
        sheet.shape(circle(...points[0], 2.7), { fill: "paper", line, width: 1.6, front: true });
        sheet.shape(circle(...points[points.length - 1], disc), { fill: HUES[n], line, width: 1.6 });
      });
    });
    const middle = upper + strip + high;
    sheet.shape(polyline([[left, middle], [left + width, middle]]), { line: "card_line", width: 1 });
    const bar = niceBelow((0.75 * wide) / scale, ROUND);
    const [end, y] = [left + width - 2, top + height - size * 0.9];
    sheet.shape(polyline([[end - bar * scale, y], [end, y]]), { line: "ink", width: 4 });
    sheet.label(`${plain(bar)} µm`, end - bar * scale - size * 0.6, y, { colour: "ink", side: "right", bold: true });
    sheet.label(`${setting.frames} frames, ${digits(result.seconds)} s`, left, y, { side: "left" });
  }

  function drawHeights(sheet, values, left, right, bottom, scale) {
    values.slice(1).forEach((v) => sheet.shape(polyline([[left, bottom - v * scale], [right, bottom - v * scale]]), { line: "card_line", width: 1 }));
    values.forEach((v) => sheet.label(plain(v), left - sheet.size * 0.5, bottom - v * scale, { side: "right" }));
  }
  const drawAxes = (sheet, left, top, right, bottom) => (
    sheet.shape(polyline([[left, top], [left, bottom], [right, bottom]]), { line: "ink_soft", width: 1.4 })
  );
  function drawTick(sheet, text, x, bottom) {
    sheet.shape(polyline([[x, bottom], [x, bottom + 5]]), { line: "ink_soft", width: 1.4 });
    sheet.label(text, x, bottom + sheet.size * 1.3);
  }
  function drawHeading(sheet, heading, upright, across, [x, y], middle, bottom) {
    const { size } = sheet;
    sheet.label(heading, x, y + size * 0.75, { size: size + 1, colour: "ink", side: "left", bold: true });
    sheet.label(upright, x, y + size * 2.5, { side: "left" });
    sheet.label(across, middle, bottom + size * 2.7);
  }

  function drawChart(sheet, result) {
    const { size, plan: { msd: [x, y, width, height] } } = sheet;
    const [left, right, top, bottom] = [x + size * 3.2, x + width - size * 1.9, y + size * 4.1, y + height - size * 3.6];
    const times = result.sizes[0].lags.map(([time]) => time);
    const last = times[times.length - 1];
    const across = ticksTo(last, width < 400 ? 5 : 7);
    const up = ticksTo(Math.max(...result.sizes.flatMap((s) => s.lags.flatMap((lag) => lag.slice(1)))), height > 300 ? 6 : 5);
    const [sx, sy] = [(right - left) / across[across.length - 1], (bottom - top) / up[up.length - 1]];
    drawHeights(sheet, up, left, right, bottom, sy);
    drawHeading(sheet, "Mean squared displacement", "MSD (µm²); marks: mean, lines: 4Dt", "Lag time t (s)", [x, y], (left + right) / 2, bottom);
    drawAxes(sheet, left, top, right, bottom);
    across.forEach((value) => drawTick(sheet, plain(value), left + value * sx, bottom));
    const ends = result.sizes.map((s) => bottom - s.lags[s.lags.length - 1][2] * sy);
    const apart = (size * 1.5 - Math.abs(ends[0] - ends[1])) / 2;
    const upper = ends[0] <= ends[1] ? 0 : 1;
    result.sizes.forEach((s, n) => {
      const [line, end] = [`${HUES[n]}_line`, left + last * sx];
      sheet.shape(polyline([[left, bottom], [end, ends[n]]]), { line, width: 2, dash: DASHES[n] });
      sheet.trace("markers", s.lags.map(([time, seen]) => [left + time * sx, bottom - seen * sy]), {
        marker: {
          symbol: MARKS[n], size: tenth(size * 0.6), color: sheet.colours[HUES[n]], opacity: 1,
          line: { color: sheet.colours[line], width: 1.6 },
        },
      });
      const aside = apart <= 0 ? 0 : n === upper ? -apart : apart;
      sheet.label(NAMES[n], end + size * 0.9, ends[n] + aside, { colour: line, side: "left", bold: true });
    });
  }

  function drawHistogram(sheet, result, setting) {
    const { size, plan: { histogram: [x, y, width, height] } } = sheet;
    const [left, right, top, bottom] = [x + size * 2.9, x + width - size * 0.8, y + size * 7.2, y + height - size * 3.6];
    const [low, high, bin] = decades(result);
    const counts = result.sizes.map((s) => countsOf(s.recovered, bin));
    const bins = [...new Set(counts.flatMap((count) => [...count.keys()]))].sort((a, b) => a - b);
    const whole = (n) => (counts[0].get(n) || 0) + (counts[1].get(n) || 0);
    const up = ticksTo(Math.max(...bins.map(whole)), 6);
    const [sx, sy] = [(right - left) / (high - low), (bottom - top) / up[up.length - 1]];
    const at = (decade) => left + (decade - low) * sx;
    drawHeights(sheet, up, left, right, bottom, sy);
    for (const n of bins) {
      let base = bottom;
      counts.forEach((count, kind) => {
        const tall = (count.get(n) || 0) * sy;
        if (tall) drawBar(sheet, at(n * bin), base - tall, at((n + 1) * bin), base, kind);
        base -= tall;
      });
    }
    drawOutline(sheet, bins[0], bins[bins.length - 1], (n) => [at(n * bin), bottom - whole(n) * sy], bottom);
    drawAxes(sheet, left, top, right, bottom);
    sizesOnAxis(low, high).forEach((value) => drawTick(sheet, plain(value), at(Math.log10(value)), bottom));
    const upright = "Tracks in each bin; outline: A and B together";
    drawHeading(sheet, `Diameters recovered from ${setting.tracks} tracks`, upright, "Recovered diameter (nm), logarithmic", [x, y], (left + right) / 2, bottom);
    const first = result.sizes[0].diameter <= result.sizes[1].diameter ? 0 : 1;
    result.sizes.forEach((s, n) => {
      const row = y + size * (n === first ? 4.5 : 6.1);
      drawTrueSize(sheet, n, s.diameter, at(Math.log10(s.diameter)), row, n === first, [x, right, bottom]);
    });
  }

  function drawBar(sheet, left, top, right, bottom, kind) {
    const line = `${HUES[kind]}_line`;
    sheet.shape(rectangle(left, top, right, bottom), { fill: HUES[kind], line, width: 0.8 });
    const lines = kind ? hatch(left, top, right, bottom, 6) : "";
    if (lines) sheet.shape(lines, { line, width: 0.8 });
  }

  function drawOutline(sheet, first, last, corner, bottom) {
    const points = [[corner(first)[0], bottom]];
    for (let n = first; n <= last; n += 1) {
      const [x, y] = corner(n);
      points.push([x, y], [corner(n + 1)[0], y]);
    }
    points.push([corner(last + 1)[0], bottom]);
    sheet.shape(polyline(points), { line: "ink", width: 1.6 });
  }

  function drawTrueSize(sheet, n, diameter, x, row, before, [least, most, bottom]) {
    const { size } = sheet;
    const [text, line] = [`True ${NAMES[n]}: ${plain(diameter)} nm`, `${HUES[n]}_line`];
    const long = lettersWidth(text) * size * 1.12;
    const wanted = before ? x - size * 0.5 - long : x + size * 0.5;
    const place = Math.min(Math.max(wanted, least), most - long);
    // A name that had to be moved over its own line lets the line begin under it.
    const start = place - 2 < x && x < place + long ? row + size * 0.75 : row - size * 0.6;
    const path = polyline([[x, start], [x, bottom]]);
    sheet.shape(path, { line: "paper", width: 5, front: true });
    sheet.shape(path, { line, width: 2.4, dash: DASHES[n], front: true });
    sheet.label(text, place, row, { colour: line, side: "left", bold: true });
  }

  function draw(result, setting, layoutName, data) {
    const sheet = new Sheet(data.plans[layoutName], data);
    drawField(sheet, result, setting);
    if (sheet.plan.msd) drawChart(sheet, result);
    drawHistogram(sheet, result, setting);
    return sheet.drawing;
  }

  window.courseExplorers = window.courseExplorers || {};
  window.courseExplorers.tracking = { compute, draw, rows, says };
})();
