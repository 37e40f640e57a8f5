/* What a centrifuge run leaves in the pellet, after Stokes: the same law as macros/figures/sedimentation.py. */
(() => {
  "use strict";

  const GRAVITY = 9.80665; // m/s²

  /* Speed towards the bottom in m/s; diameter in nm, the rest in the units of the inputs. */
  function speedOf(diameter, { force, density, liquid, viscosity }) {
    return ((diameter * 1e-9) ** 2 * (density - liquid) * 1e3 * force * GRAVITY) / (18 * viscosity * 1e-3);
  }

  function shareOf(diameter, inputs) {
    const speed = speedOf(diameter, inputs);
    return speed <= 0 ? 0 : Math.min(1, (speed * inputs.time * 60) / (inputs.path * 1e-3));
  }

  function cutoffOf(inputs) {
    const speed = speedOf(1, inputs);
    return speed <= 0 || inputs.time <= 0 ? Infinity : Math.sqrt((inputs.path * 1e-3) / (speed * inputs.time * 60));
  }

  const short = (value) => String(Number(value.toPrecision(3)));

  function compute(inputs) {
    return { cutoff: cutoffOf(inputs), shareOf: (diameter) => shareOf(diameter, inputs), speedOf: (diameter) => speedOf(diameter, inputs) };
  }

  /* The drawing at the start with its changing parts moved. */
  function draw(result, inputs, layoutName, data) {
    const { width, height, layout, places, data: traces } = data.drawings[layoutName];
    const [left, top, right, bottom] = places.chart;
    const [low, high] = data.span.map(Math.log);
    const x = (diameter) => left + ((Math.log(diameter) - low) / (high - low)) * (right - left);
    const y = (share) => bottom - share * (bottom - top);
    const none = !Number.isFinite(result.cutoff);
    const at = x(Math.min(Math.max(result.cutoff, data.span[0]), data.span[1]));
    const moved = {
      curve(trace) {
        const diameters = trace.x.map((_, n) => Math.exp(low + ((high - low) * n) / (trace.x.length - 1)));
        return { y: diameters.map((diameter) => y(result.shareOf(diameter))) };
      },
      cutoff: () => ({ x: [at, at], visible: !none }),
      limit: () => ({ text: [none ? "nothing pelleted" : `cut-off ${short(result.cutoff)} nm`] }),
    };
    for (const kind of data.classes) {
      moved[kind.id] = () => {
        const points = places.marks[kind.id].map((home) => place(home, result.shareOf(kind.of), places.tube));
        return { x: points.map((point) => point[0]), y: points.map((point) => point[1]) };
      };
    }
    const now = traces.map((trace) => (moved[trace.name] ? { ...trace, ...moved[trace.name](trace) } : trace));
    return { width, height, layout, data: now };
  }

  /* Where a mark is when its class has sunk by a share of the path: still on its way, or on the round bottom. */
  function place([x, height, across, layer], share, [middle, half, rim, shoulder, bottom]) {
    const left = height - share;
    const top = rim + 26;
    if (left > 0) return [x, shoulder - left * (shoulder - top)];
    const wide = across * 0.62;
    const depth = Math.sqrt(1 - wide ** 2) - 0.2 - layer * 0.15;
    return [middle + wide * half, shoulder + (bottom - shoulder) * depth];
  }

  const rows = (result, inputs, data) => ({
    headings: data.headings,
    lines: data.rows.map((d) => [short(d), short(result.speedOf(d) * 1e6), short(100 * result.shareOf(d))]),
  });

  function says(result) {
    if (!Number.isFinite(result.cutoff)) return "Nothing is pelleted: the particles are not denser than the liquid.";
    const shares = [30, 100, 300].map((d) => `${short(100 * result.shareOf(d))} % of those of ${d} nm`).join(", ");
    return `All particles from ${short(result.cutoff)} nm upwards are in the pellet. Of smaller and larger ones: ${shares}.`;
  }

  window.courseExplorers = window.courseExplorers || {};
  window.courseExplorers.centrifugation = { compute, draw, rows, says };
})();
