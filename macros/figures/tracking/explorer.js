/* Nanoparticle tracking: Brownian motion filmed frame by frame, the diameter that each track gives back, and the drawing of both.

   A small sphere in a liquid is pushed about by the molecules round it. Its diffusion coefficient follows from its
   diameter by the Stokes–Einstein equation, D = kB·T / (3·π·η·d); in a picture (two dimensions) its mean squared
   displacement over a time t is MSD = 4·D·t. Tracking reads the second and solves the first for d.

   Units throughout: diameters nm, temperatures °C, viscosities mPa·s, times s, lengths on the picture µm, diffusion
   coefficients µm²/s. What cannot be is refused with a RangeError. */
(() => {
  "use strict";

  const {
    Sheet, sum, tenth, plain, digits, positive, whole, niceAbove, niceBelow, ticksTo, polyline, box, ellipse, hatch, lettersWidth,
  } = window.courseExplorerKit;

  // --- model ---

  const BOLTZMANN = 1.380649e-23; // J/K, exact by the definition of the kelvin (SI, 2019)
  const ZERO_CELSIUS = 273.15; // K
  const LAGS = 10; // lags, in frames, up to which the mean squared displacement is followed
  const KEPT = 4; // tracks of each size whose every position is kept, to be drawn
  // Park and Miller's generator with the multiplier of 1993; the first numbers of neighbouring seeds are alike and skipped.
  const [MULTIPLIER, MODULUS, SKIPPED] = [48271, 2147483647, 20];

  /* D from d, or d from D: one is the thermal energy over 3·π·η times the other. */
  function stokesEinstein(other, temperature, viscosity) {
    const kelvin = positive(temperature + ZERO_CELSIUS, "the temperature above absolute zero");
    // J / (mPa·s · nm) is 1e12 m²/s over 1e-12 for µm²/s: together 1e24.
    return (BOLTZMANN * kelvin * 1e24) / (3 * Math.PI * positive(viscosity, "the viscosity") * other);
  }
  const diffusionOf = (diameter, temperature, viscosity) => (
    stokesEinstein(positive(diameter, "the diameter"), temperature, viscosity)
  );
  const diameterOf = (diffusion, temperature, viscosity) => (
    stokesEinstein(positive(diffusion, "the diffusion coefficient"), temperature, viscosity)
  );

  /* A function that gives the next number, 1 to MODULUS − 1, at each call: the same numbers everywhere. */
  function generator(seed) {
    if (!Number.isInteger(seed) || seed < 1 || seed >= MODULUS) {
      throw new RangeError(`the seed must be a whole number from 1 to ${MODULUS - 1}, not ${seed}`);
    }
    let state = seed;
    return () => {
      state = (state * MULTIPLIER) % MODULUS; // stays below 2^53, so it is exact
      return state;
    };
  }
  function started(seed) {
    const next = generator(seed);
    for (let n = 0; n < SKIPPED; n += 1) next();
    return next;
  }

  /* Two independent numbers of mean 0 and standard deviation 1 (Box and Muller). */
  function normals(next) {
    const length = Math.sqrt(-2 * Math.log(next() / MODULUS));
    const angle = 2 * Math.PI * (next() / MODULUS);
    return [length * Math.cos(angle), length * Math.sin(angle)];
  }

  /* Places of one particle in each frame, [all x, all y], from (0, 0); each step is normal with variance 2·D/rate per axis. */
  function walk(next, diffusion, frames, rate) {
    whole(frames, "the number of frames", 2);
    const step = Math.sqrt((2 * positive(diffusion, "the diffusion coefficient")) / positive(rate, "the frame rate"));
    const [xs, ys] = [new Float64Array(frames), new Float64Array(frames)];
    for (let frame = 1; frame < frames; frame += 1) {
      const [dx, dy] = normals(next);
      xs[frame] = xs[frame - 1] + step * dx;
      ys[frame] = ys[frame - 1] + step * dy;
    }
    return [xs, ys];
  }

  /* Mean of the squared displacements over `lag` frames, all overlapping windows of one track. */
  function meanSquaredDisplacement([xs, ys], lag = 1) {
    const windows = xs.length - lag;
    if (lag < 1 || windows < 1) throw new RangeError(`the lag must be from 1 to ${xs.length - 1} frames, not ${lag}`);
    let total = 0;
    for (let n = 0; n < windows; n += 1) {
      const [dx, dy] = [xs[n + lag] - xs[n], ys[n + lag] - ys[n]];
      total += dx * dx + dy * dy;
    }
    return total / windows;
  }

  /* From a mean squared displacement over one frame: D = MSD·rate/4, then Stokes–Einstein. */
  const recoveredDiameter = (msd, rate, temperature, viscosity) => (
    diameterOf((positive(msd, "the mean squared displacement") * positive(rate, "the frame rate")) / 4, temperature, viscosity)
  );

  /* Expected relative standard deviation of the one-frame MSD of a track: 1/√n for n = frames − 1 steps.
     The sum of 2·n squared normal numbers is a chi-squared variable: mean 2·n, variance 4·n. */
  const spreadOfMsd = (frames) => 1 / Math.sqrt(whole(frames, "the number of frames", 2) - 1);

  /* Expected standard deviation of the recovered diameter over the true one: n / ((n − 1)·√(n − 2)).
     The diameter goes with the inverse of the MSD, so it is inverse-gamma with shape n; below n = 3 it has no
     standard deviation. Its mean is n / (n − 1) times the true diameter: short tracks come out too large. */
  function spreadOfDiameter(frames) {
    const steps = whole(frames, "the number of frames", 4) - 1;
    return steps / ((steps - 1) * Math.sqrt(steps - 2));
  }

  function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const half = sorted.length >> 1;
    return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /* What tracking finds of `count` particles of one size. */
  function population(next, size, count, setting, border) {
    const { frames, rate, temperature, viscosity } = setting;
    const diffusion = diffusionOf(size, temperature, viscosity);
    const sums = new Array(Math.min(LAGS, whole(frames, "the number of frames", 2) - 1)).fill(0);
    const [kept, recovered] = [[], []];
    for (let n = 0; n < count; n += 1) {
      const track = walk(next, diffusion, frames, rate);
      const found = sums.map((_, lag) => meanSquaredDisplacement(track, lag + 1));
      found.forEach((msd, lag) => { sums[lag] += msd; });
      recovered.push(recoveredDiameter(found[0], rate, temperature, viscosity));
      if (n < KEPT) kept.push(Array.from(track[0], (x, frame) => [x, track[1][frame]]));
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

  /* All that is drawn and tabulated.
     sizes: for A and B the true `diameter`, its `diffusion`, `step` (root of the expected MSD over one frame), `kept`
     (first tracks), `recovered` (for each track), `lags` ([time, mean MSD, 4·D·t]), `median`, `mean`, `spread`
     (standard deviation over the true diameter), `across` (tracks beyond the border).
     border: √(a·b), midway on a logarithmic axis, null where both sizes are the same. */
  function compute(setting) {
    const { a, b, frames, rate } = setting;
    const tracks = whole(setting.tracks, "the number of tracks", 4);
    const border = positive(a, "the diameter") === positive(b, "the diameter") ? null : Math.sqrt(a * b);
    const next = started(setting.seed);
    const half = Math.floor(tracks / 2);
    return {
      sizes: [[a, tracks - half], [b, half]].map(([size, count]) => population(next, size, count, setting, border)),
      seconds: (frames - 1) / rate,
      spreadOfMsd: spreadOfMsd(frames),
      spreadOfDiameter: spreadOfDiameter(frames),
      border,
    };
  }

  // --- words and table ---

  const percent = (share) => `${digits(100 * share)} %`;

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
        line("Spread of recovered diameters, expected", "% of true", () => digits(100 * result.spreadOfDiameter)),
        line("Spread of the MSD of one track, expected", "% of true", () => digits(100 * result.spreadOfMsd)),
        line(border, "number", (s) => (result.border ? String(s.across) : "none: same size")),
      ],
    };
  }

  function says(result, setting) {
    const seen = result.sizes.map((s) => (
      `the ${plain(s.diameter)} nm particles a median of ${digits(s.median)} nm with a spread of ${percent(s.spread)}`
    ));
    const first = `Tracks of ${setting.frames} frames give ${seen[0]}, and ${seen[1]}; ${percent(result.spreadOfDiameter)} is expected.`;
    if (!result.border) return `${first} Both sizes are the same: the whole width of the histogram comes from the tracks.`;
    const wrong = sum(result.sizes.map((s) => s.across));
    const share = wrong ? `${digits((100 * wrong) / setting.tracks, 2)} %` : "none";
    return `${first} On the wrong side of ${digits(result.border)} nm, midway between the sizes, fall ${wrong} of ${setting.tracks} tracks (${share}).`;
  }

  /* The drawing in words, paragraph by paragraph. */
  function describes(result, setting) {
    const [a, b] = result.sizes;
    const found = result.sizes.flatMap((s) => s.recovered);
    return [
      `Tracks: a few particles of ${plain(a.diameter)} nm (A) above and of ${plain(b.diameter)} nm (B) below, each followed for `
      + `${setting.frames} frames, ${digits(result.seconds)} s, under one scale. Between two frames an A moves by about `
      + `${digits(a.step)} µm and a B by about ${digits(b.step)} µm.`,
      "Mean squared displacement against lag time: a line through zero for each size, four times the diffusion coefficient "
      + `steep. That of A, ${digits(a.diffusion)} µm²/s, is ${digits(a.diffusion / b.diffusion)} times that of B. `
      + "The means of the simulated tracks lie close to the lines.",
      `Histogram of recovered diameters on a logarithmic axis, ${digits(Math.min(...found))} to ${digits(Math.max(...found))} nm, `
      + `with the true sizes as vertical lines: two humps that touch. ${says(result, setting)}`,
    ];
  }

  // --- scales ---

  const SCALES = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8]; // µm in 100 pixels of the field, times a power of ten
  const BINS = [0.01, 0.02, 0.03, 0.04, 0.05, 0.08, 0.1]; // widths of bins in decades
  // Up to a span in decades: numbers on the axis, times a power of ten.
  const TICKS = [[1.05, [1, 1.5, 2, 3, 4, 5, 6, 8]], [1.75, [1, 2, 5]], [9, [1, 3]]];

  /* Axis of the histogram as decimal logarithms of nm: both ends (tenths), and the width of a bin. */
  function decades(result) {
    const found = result.sizes.flatMap((s) => [...s.recovered, s.diameter]).map(Math.log10);
    let low = Math.floor(Math.min(...found) * 10 - 0.5) / 10;
    let high = Math.ceil(Math.max(...found) * 10 + 0.5) / 10;
    if (high - low < 0.6) {
      const middle = Math.floor((low + high) * 5 + 0.5) / 10;
      [low, high] = [middle - 0.3, middle + 0.3];
    }
    const wanted = Math.max((0.45 * result.spreadOfMsd) / Math.log(10), (high - low) / 50);
    return [low, high, BINS.find((width) => width >= wanted) || BINS[BINS.length - 1]];
  }

  /* How many diameters lie in each bin, by the bin's number: bin n begins at 10^(n·width) nm. */
  function countsOf(recovered, width) {
    const found = new Map();
    for (const value of recovered) {
      const n = Math.floor(Math.log10(value) / width);
      found.set(n, (found.get(n) || 0) + 1);
    }
    return found;
  }

  /* Round diameters within two decimal logarithms, fewer where the axis spans more. */
  function sizesOnAxis(low, high) {
    const numbers = TICKS.find(([span]) => high - low <= span)[1];
    const values = [];
    for (let p = Math.floor(low); p <= Math.ceil(high); p += 1) {
      values.push(...numbers.map((n) => Math.round(n * 10 ** p * 1e6) / 1e6));
    }
    return values.filter((v) => Math.log10(v) >= low - 1e-9 && Math.log10(v) <= high + 1e-9);
  }

  // --- drawing ---

  const HUES = ["blue", "orange"]; // of A and of B
  const DASHES = ["solid", "7px,4px"];
  const MARKS = ["circle", "square"];
  const NAMES = ["A", "B"];

  function extent(track, axis) {
    let [low, high] = [Infinity, -Infinity];
    for (const point of track) {
      low = Math.min(low, point[axis]);
      high = Math.max(high, point[axis]);
    }
    return [low, high];
  }
  const reach = (track, axis) => extent(track, axis)[1] - extent(track, axis)[0];

  /* Tracks of the first particles of each size, each in its own part of one field, and the scale bar. */
  function drawField(sheet, result, setting) {
    const { size, plan: { field: [left, top, width, height], across } } = sheet;
    const [head, strip, foot] = [size * 1.9, size * 2.0, size * 2.1];
    const [wide, high] = [width / across, (height - head - foot) / 2 - strip];
    const tracks = result.sizes.flatMap((s) => s.kept.slice(0, across));
    const needed = Math.max(...tracks.flatMap((track) => [reach(track, 0) / (wide - 2 * size), reach(track, 1) / (high - size)]));
    const scale = 100 / niceAbove(100 * needed, SCALES);
    const upper = top + head;
    sheet.shape(box(left, upper, left + width, top + height - foot, 8), { fill: "card", line: "card_line", width: 1 });
    sheet.label(`Tracks of ${across} particles of each size`, left, top + size * 0.75, { size: size + 1, colour: "ink", side: "left", bold: true });
    result.sizes.forEach((s, n) => {
      const [y, line] = [upper + n * (strip + high), `${HUES[n]}_line`];
      sheet.label(`${NAMES[n]}: ${plain(s.diameter)} nm`, left + size * 0.7, y + size * 1.15, { colour: line, side: "left", bold: true });
      s.kept.slice(0, across).forEach((track, k) => {
        const [cx, cy] = [left + (k + 0.5) * wide, y + strip + high / 2 - size * 0.3];
        const [[x0, x1], [y0, y1]] = [extent(track, 0), extent(track, 1)];
        const points = track.map(([px, py]) => [cx + (px - (x0 + x1) / 2) * scale, cy + (py - (y0 + y1) / 2) * scale]);
        sheet.trace("lines", points, { line: { color: sheet.colours[line], width: 1.4 }, cliponaxis: false });
        // A ring where a track starts and, under its line, a disc where it ends, which grows with the logarithm of
        // the diameter, as marks of particles do in all drawings (macros/figures/particles.py).
        const disc = (((10 * Math.log10(s.diameter / 3)) / 3) * size) / 15;
        sheet.shape(ellipse(...points[0], 2.7), { fill: "paper", line, width: 1.6, front: true });
        sheet.shape(ellipse(...points[points.length - 1], disc), { fill: HUES[n], line, width: 1.6 });
      });
    });
    const middle = upper + strip + high;
    sheet.shape(polyline([[left, middle], [left + width, middle]]), { line: "card_line", width: 1 });
    const bar = niceBelow((0.75 * wide) / scale);
    const [end, y] = [left + width - 2, top + height - size * 0.9];
    sheet.shape(polyline([[end - bar * scale, y], [end, y]]), { line: "ink", width: 4 });
    sheet.label(`${plain(bar)} µm`, end - bar * scale - size * 0.6, y, { colour: "ink", side: "right", bold: true });
    sheet.label(`${setting.frames} frames, ${digits(result.seconds)} s`, left, y, { side: "left" });
  }

  /* Numbers of the upright axis with faint lines across. */
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

  /* Mean squared displacement against lag: means of the tracks as marks, 4·D·t as lines. */
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
        cliponaxis: false,
      });
      // Where both lines end at one height, the names step aside: that of the upper line upwards.
      const aside = apart <= 0 ? 0 : n === upper ? -apart : apart;
      sheet.label(NAMES[n], end + size * 0.9, ends[n] + aside, { colour: line, side: "left", bold: true });
    });
  }

  /* Recovered diameters in bins on a logarithmic axis, A below and B on top, and the true sizes. */
  function drawHistogram(sheet, result, setting) {
    const { size, plan: { histogram: [x, y, width, height] } } = sheet;
    const [left, right, top, bottom] = [x + size * 2.9, x + width - size * 0.8, y + size * 7.2, y + height - size * 3.6];
    const [low, high, bin] = decades(result);
    const counts = result.sizes.map((s) => countsOf(s.recovered, bin));
    const bins = [...new Set(counts.flatMap((count) => [...count.keys()]))].sort((a, b) => a - b);
    const together = (n) => (counts[0].get(n) || 0) + (counts[1].get(n) || 0);
    const up = ticksTo(Math.max(...bins.map(together)), 6);
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
    drawOutline(sheet, bins[0], bins[bins.length - 1], (n) => [at(n * bin), bottom - together(n) * sy], bottom);
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

  /* One block of a bar; B is hatched, so that it differs by more than its colour. */
  function drawBar(sheet, left, top, right, bottom, kind) {
    const line = `${HUES[kind]}_line`;
    sheet.shape(box(left, top, right, bottom), { fill: HUES[kind], line, width: 0.8 });
    const lines = kind ? hatch(left, top, right, bottom, 6) : "";
    if (lines) sheet.shape(lines, { line, width: 0.8 });
  }

  /* The stairs over all bars, from the first bin to the last. */
  function drawOutline(sheet, first, last, corner, bottom) {
    const points = [[corner(first)[0], bottom]];
    for (let n = first; n <= last; n += 1) {
      const [x, y] = corner(n);
      points.push([x, y], [corner(n + 1)[0], y]);
    }
    points.push([corner(last + 1)[0], bottom]);
    sheet.shape(polyline(points), { line: "ink", width: 1.6 });
  }

  /* The line of a true size and its name: the smaller size's before its line, the larger's after it. */
  function drawTrueSize(sheet, n, diameter, x, row, before, [least, most, bottom]) {
    const { size } = sheet;
    const [text, line] = [`True ${NAMES[n]}: ${plain(diameter)} nm`, `${HUES[n]}_line`];
    const long = lettersWidth(text) * size * 1.12;
    const wanted = before ? x - size * 0.5 - long : x + size * 0.5;
    const place = Math.min(Math.max(wanted, least), most - long);
    // A name that had to be moved over its own line lets the line begin under it.
    const start = place - 2 < x && x < place + long ? row + size * 0.75 : row - size * 0.6;
    const upright = polyline([[x, start], [x, bottom]]);
    sheet.shape(upright, { line: "paper", width: 5, front: true });
    sheet.shape(upright, { line, width: 2.4, dash: DASHES[n], front: true });
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
  window.courseExplorers.tracking = {
    inputs: ["a", "b", "frames", "rate", "temperature", "viscosity", "tracks", "seed"],
    compute, draw, rows, says, describes,
    parts: {
      diffusionOf, diameterOf, generator, started, normals, walk, meanSquaredDisplacement, recoveredDiameter, spreadOfMsd, spreadOfDiameter,
      decades, countsOf, sizesOnAxis,
    },
  };
})();
