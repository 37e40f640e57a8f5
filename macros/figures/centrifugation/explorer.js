/* What a centrifuge run leaves in the pellet, after Stokes, and the drawing of tube and curve.

   A sphere's speed is constant where its drag, 3πηdv, equals its weight less its buoyancy in the field,
   (π/6)d³(ρp − ρm)a, so v = d²(ρp − ρm)a / 18η (G. G. Stokes, 1851). The field is taken as the same everywhere
   along the path; particles start evenly spread over it and do not disturb each other.

   Units throughout: diameters nm, force in multiples of g, time min, path mm, densities g/mL, viscosity mPa·s;
   speeds m/s. What cannot be is refused with a RangeError. */
(() => {
  "use strict";

  const { Sheet, tenth, plain, positive, atLeastZero, path, polyline, box, ellipse, CURVE } = window.courseExplorerKit;

  // --- model ---

  const GRAVITY = 9.80665; // m/s², the standard acceleration of free fall

  /* Speed towards the bottom; negative where the particle floats. */
  function speedOf(diameter, { force, density, liquid, viscosity }) {
    for (const [value, name] of [[diameter, "the diameter"], [force, "the force"], [density, "the density"], [liquid, "the density of the liquid"]]) {
      atLeastZero(value, name);
    }
    positive(viscosity, "the viscosity"); // or nothing would slow the particles
    return ((diameter * 1e-9) ** 2 * (density - liquid) * 1e3 * force * GRAVITY) / (18 * viscosity * 1e-3);
  }

  /* Share of the particles of one speed that reach the bottom, 0 to 1: those that start within v·t of it. */
  function shareAt(speed, { time, path: way }) {
    const far = atLeastZero(time, "the time") * 60 * speed;
    const share = far / (positive(way, "the path") * 1e-3);
    return speed <= 0 ? 0 : Math.min(1, share);
  }

  /* The diameter from which all particles are pelleted, v(d)·t = L solved for d; infinite where none ever is. */
  function cutoffOf(inputs) {
    const speed = speedOf(1, inputs);
    if (shareAt(speed, inputs) <= 0) return Infinity;
    return Math.sqrt((inputs.path * 1e-3) / (speed * inputs.time * 60));
  }

  const compute = (inputs) => ({
    cutoff: cutoffOf(inputs),
    speedOf: (diameter) => speedOf(diameter, inputs),
    shareOf: (diameter) => shareAt(speedOf(diameter, inputs), inputs),
  });

  // --- words and table ---

  const short = (value) => plain(value, 3);

  const rows = (result, inputs, data) => ({
    headings: ["Diameter (nm)", "Settling speed (µm/s)", "Share in the pellet (%)"],
    lines: data.rows_of.map((d) => [short(d), short(result.speedOf(d) * 1e6), short(100 * result.shareOf(d))]),
  });

  function says(result) {
    if (!Number.isFinite(result.cutoff)) return "Nothing is pelleted: the particles are not denser than the liquid.";
    const shares = [30, 100, 300].map((d) => `${short(100 * result.shareOf(d))} % of those of ${d} nm`).join(", ");
    return `All particles from ${short(result.cutoff)} nm upwards are in the pellet. Of smaller and larger ones: ${shares}.`;
  }

  /* The drawing in words, paragraph by paragraph: what is set, what is drawn, what it shows. */
  function describes(result, inputs, data) {
    const setting = data.inputs.map(({ id, label, unit }) => `${label.toLowerCase()} ${inputs[id]} ${unit}`.trim()).join(", ");
    const bands = data.classes.map(({ label, diameter_nm: [low, high] }) => (
      `${label.replace("-<br>", "").replace("<br>", " ").toLowerCase()} ${low} to ${high} nm`
    )).join(", ");
    return [
      `At the start the setting is: ${setting}. ${says(result)}`,
      `The horizontal axis runs from ${SPAN[0]} to ${SPAN[1]} nm on a logarithmic scale, with the bands ${bands}; `
      + "the vertical axis runs from 0 to 100 %.",
      "The share grows with the square of the diameter until it reaches 100 % at the cut-off, and stays there.",
    ];
  }

  // --- drawing ---

  const SPAN = [5, 5000]; // nm from end to end of the axis
  const POINTS = 121; // of the curve
  const LAYERS = 3; // of the pellet, above its lowest
  const SYMBOLS = { triangle: "triangle-up", ring: "circle", oval: "circle", lobes: "octagon" };
  const SIZES = { triangle: 0.5, ring: 0.75, oval: 1.2, lobes: 1.7 }; // of marks, in units of the letters

  const [LOW, HIGH] = SPAN.map(Math.log);
  const xOf = (diameter, [left, , right]) => left + ((Math.log(diameter) - LOW) / (HIGH - LOW)) * (right - left);
  const yOf = (share, [, top, , bottom]) => bottom - share * (bottom - top);

  function drawBands(sheet, classes) {
    const { size, plan: { chart } } = sheet;
    for (const { label, diameter_nm: ends, hue } of classes) {
      const [left, right] = ends.map((diameter) => xOf(diameter, chart));
      sheet.shape(box(left + 1, chart[1], right - 1, chart[3]), { fill: hue, opacity: hue === "gold" ? 0.3 : 0.55 });
      const middle = Math.max((left + right) / 2, chart[0] + size * 2);
      sheet.label(label, middle, chart[1] - size * 1.6, { colour: `${hue}_line`, bold: true });
    }
  }

  function drawAxes(sheet) {
    const { size, plan: { chart } } = sheet;
    const [left, top, right, bottom] = chart;
    sheet.shape(polyline([[left, top], [left, bottom], [right, bottom]]), { line: "ink" });
    for (const share of [0, 0.25, 0.5, 0.75, 1]) {
      const y = yOf(share, chart);
      sheet.shape(polyline([[left, y], [right, y]]), { line: "card_line", width: 1 });
      sheet.label(`${100 * share} %`, left - 8, y, { side: "right" });
    }
    for (const [diameter, text] of [[10, "10 nm"], [100, "100 nm"], [1000, "1 µm"]]) {
      const x = xOf(diameter, chart);
      sheet.shape(polyline([[x, bottom], [x, bottom + 6]]), { line: "ink" });
      sheet.label(text, x, bottom + 8 + size * 0.75);
    }
    sheet.label("Diameter of the particle", (left + right) / 2, bottom + 10 + size * 2.2, { colour: "ink" });
    sheet.label("Share in the pellet", left, top - size * 3.6, { colour: "ink", side: "left", bold: true });
  }

  /* The share over the diameter, and the cut-off as a line and in words. */
  function drawCurve(sheet, result) {
    const { size, colours, font, plan: { chart } } = sheet;
    const [, top, right, bottom] = chart;
    const diameters = Array.from({ length: POINTS }, (_, n) => Math.exp(LOW + ((HIGH - LOW) * n) / (POINTS - 1)));
    const none = !Number.isFinite(result.cutoff);
    const at = xOf(Math.min(Math.max(result.cutoff, SPAN[0]), SPAN[1]), chart);
    sheet.trace("lines", diameters.map((diameter) => [xOf(diameter, chart), yOf(result.shareOf(diameter), chart)]), {
      name: "curve", line: { color: colours.accent, width: size / 4 },
    });
    sheet.trace("lines", none ? [] : [[at, top], [at, bottom]], { name: "cutoff", line: { color: colours.ink, width: 2, dash: "dash" } });
    sheet.trace("text", [[right, top - size * 3.6]], {
      name: "limit", text: [none ? "nothing pelleted" : `cut-off ${short(result.cutoff)} nm`], textposition: "middle left",
      textfont: { family: font, size, color: colours.ink },
    });
  }

  /* The wall of the tube from `top` down round its bottom and up again, drawn `inset` inside the glass. */
  function wall([x, half, , shoulder, bottom], top, inset, end = "") {
    const [wide, low] = [half - inset, bottom - inset];
    const [k, turn] = [wide * CURVE, shoulder + (low - shoulder) * CURVE];
    return path(
      "M", [x - wide, top], "L", [x - wide, shoulder], "C", [x - wide, turn], [x - k, low], [x, low],
      "C", [x + k, low], [x + wide, turn], [x + wide, shoulder], "L", [x + wide, top], end,
    );
  }

  /* Glass, liquid and a highlight that makes it round; then the marks, small ones over large ones. */
  function drawTube(sheet, result, classes) {
    const { size, colours, plan: { tube } } = sheet;
    const [x, half, top, shoulder, bottom] = tube;
    const level = top + 14;
    sheet.shape(wall(tube, top, 0, "Z"), { fill: "glass" });
    sheet.shape(wall(tube, level, 1, "Z"), { fill: "liquid" });
    sheet.shape(ellipse(x, level, half - 1, 3.5), { fill: "liquid", line: "liquid_line", width: 1 });
    sheet.shape(polyline([[x - half + 6, top + 10], [x - half + 6, shoulder - 6]]), { line: "shine", width: 3, opacity: 0.8 });
    sheet.shape(wall(tube, top, 0), { line: "glass_line", width: 2, front: true });
    sheet.shape(box(x - half - 4, top - 5, x + half + 4, top + 1, 3), { fill: "metal", line: "glass_line", front: true });
    sheet.label("Pellet", x + half * 0.72, bottom + 2, { colour: "ink", side: "left", bold: true });
    for (const [n, kind] of [...classes.entries()].reverse()) {
      const line = { color: colours[`${kind.hue}_line`], width: kind.form === "ring" ? 2.2 : 1.2 };
      sheet.trace("markers", placesOf(kind, n, result.shareOf(kind.of), tube, size), {
        name: kind.id,
        marker: { symbol: SYMBOLS[kind.form], size: tenth(size * SIZES[kind.form]), color: colours[kind.hue], line },
      });
    }
  }

  /* Where the marks of the n-th class are when it has sunk by a share of the path: on their way, or on the round
     bottom, what is larger below what is smaller. Golden-ratio steps spread them evenly without looking like rows. */
  function placesOf({ drawn, form }, n, share, [x, half, top, shoulder, bottom], size) {
    const inner = half - size * 0.5 * SIZES[form] - 5;
    const high = top + 26;
    return Array.from({ length: drawn }, (_, k) => {
      const left = (k + 0.5) / drawn - share;
      const across = (((k + 1) * 0.618 + n * 0.29) % 1) * 2 - 1;
      if (left > 0) return [x + across * inner, shoulder - left * (shoulder - high)];
      const wide = across * 0.62;
      const depth = Math.sqrt(1 - wide ** 2) - 0.2 - (LAYERS - n) * 0.15;
      return [x + wide * half, shoulder + (bottom - shoulder) * depth];
    });
  }

  function draw(result, inputs, layoutName, data) {
    const sheet = new Sheet(data.plans[layoutName], data);
    drawBands(sheet, data.classes);
    drawAxes(sheet);
    drawCurve(sheet, result);
    drawTube(sheet, result, data.classes);
    return sheet.drawing;
  }

  window.courseExplorers = window.courseExplorers || {};
  window.courseExplorers.centrifugation = {
    inputs: ["force", "time", "path", "density", "liquid", "viscosity"],
    compute, draw, rows, says, describes, parts: { speedOf, shareAt, cutoffOf, placesOf },
  };
})();
