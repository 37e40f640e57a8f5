/* Explorers: inputs by slider and by typing → a model → drawing, words and table.
   The model stands in explorer-<name>.js, which builds upon explorer-kit.js and leaves window.courseExplorers[name] =
   {inputs, compute(inputs), draw(result, inputs, layoutName, data), rows(result, inputs, data), says(result, inputs, data),
   describes(result, inputs, data), check?(inputs)}; the build runs the same script for the still picture and its words.
   The setting is part of the address: ?<name>=force:100000,time:70 */
(() => {
  "use strict";

  const NOTCHES = 400; // steps of a slider whose scale is logarithmic; macros/drawing/explorer.py has the same
  const DIGITS = 4; // significant digits of what a slider gives

  const tidy = (value) => Number(value.toPrecision(DIGITS));
  const isWhole = (input) => Boolean(input.step) && Number.isInteger(input.step);
  const words = (input, value) => `${value}${input.unit ? ` ${input.unit}` : ""}`;

  /* A number as readers type it; NaN where it is none. Spaces may group digits. */
  function readNumber(text) {
    const plain = text.replace(/[\s\u00a0\u202f]/g, "");
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  }

  /* What is wrong with a value, in words; "" where nothing is. */
  function problemOf(input, value, text = "") {
    if (Number.isNaN(value)) {
      return text.includes(",") ? "Write decimals with a point, such as 1.5." : `Type a number, such as ${input.default}.`;
    }
    if (value < input.min || value > input.max) return `Choose a value from ${words(input, input.min)} to ${words(input, input.max)}.`;
    if (isWhole(input) && !Number.isInteger(value)) return "Type a whole number.";
    return "";
  }

  /* Between a value and its place on the slider. */
  const toPlace = (input, value) => (
    input.scale === "log" ? Math.round((NOTCHES * Math.log(value / input.min)) / Math.log(input.max / input.min)) : value
  );
  function toValue(input, place) {
    if (input.scale !== "log") return tidy(place);
    if (place >= NOTCHES) return input.max;
    const value = tidy(input.min * (input.max / input.min) ** (place / NOTCHES));
    const round = isWhole(input) ? Math.round(value) : Number(value.toPrecision(3));
    return Math.min(input.max, Math.max(input.min, round));
  }

  class Explorer {
    constructor(element, data, tools, model) {
      Object.assign(this, { element, data, tools, model });
      this.name = element.dataset.figure;
      const find = (selector) => element.querySelector(selector);
      this.plot = find(".figure-plot");
      this.canvas = find(".figure-canvas");
      this.form = find(".explorer-inputs");
      this.saysBox = find(".explorer-says");
      this.live = find(".figure-live");
      this.table = find(".explorer-table");
      this.link = find("[data-setting-link]");
      this.defaults = Object.fromEntries(data.inputs.map((input) => [input.id, input.default]));
      this.fields = Object.fromEntries(data.inputs.map((input) => [input.id, {
        slider: this.form.querySelector(`input[type=range][data-input="${input.id}"]`),
        number: this.form.querySelector(`input[type=text][data-input="${input.id}"]`),
        error: this.form.querySelector(`.explorer-error[data-input="${input.id}"]`),
      }]));
      this.values = { ...this.defaults };
    }

    async start() {
      // What the reader has set while the figure slept: the fields that no longer hold what was written into them.
      const touched = [...this.form.querySelectorAll("input")].filter((field) => field.value !== field.defaultValue);
      const typed = touched.map((field) => [field, field.value]);
      this.take({ ...this.defaults, ...this.fromAddress() }, false);
      await this.drawing;
      this.plot.setAttribute("role", "img");
      this.plot.setAttribute("aria-label", this.plot.dataset.label);
      this.listen();
      for (const [field, value] of typed) {
        field.value = value;
        this.onInput(field);
      }
      await this.drawing;
    }

    listen() {
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("input", (event) => this.onInput(event.target));
      this.element.addEventListener("click", (event) => {
        const button = event.target.closest("[data-explorer]");
        if (button) this[button.dataset.explorer](button);
      });
      this.tools.onPalette(() => this.draw());
      new ResizeObserver(() => {
        if (this.layout !== this.tools.layoutFor(this.plot)) this.draw();
        else this.fit();
      }).observe(this.plot);
      window.addEventListener("popstate", () => this.take({ ...this.defaults, ...this.fromAddress() }, false));
    }

    onInput(field) {
      const input = this.data.inputs.find((one) => one.id === field.dataset.input);
      if (!input) return;
      const value = field.type === "range" ? this.slidTo(input, Number(field.value)) : readNumber(field.value);
      const problem = problemOf(input, value, field.value);
      this.say(input, problem);
      if (problem) return;
      const next = { ...this.values, [input.id]: value };
      const across = this.model.check ? this.model.check(next) : "";
      this.say(input, across);
      if (!across) this.take(next, true, field);
    }

    /* The value at a place of the slider; where a notch is less than a whole number, the next whole number. */
    slidTo(input, place) {
      const [value, now] = [toValue(input, place), this.values[input.id]];
      const way = Math.sign(place - toPlace(input, now));
      return isWhole(input) && way && (value - now) * way <= 0 ? Math.min(input.max, Math.max(input.min, now + way)) : value;
    }

    /* Marks a field as wrong and says why beside it; the picture keeps the last good setting. */
    say(input, problem) {
      const { number, error } = this.fields[input.id];
      error.textContent = problem;
      number.setAttribute("aria-invalid", Boolean(problem));
    }

    /* A setting that is known to be good; `typed` is the field that the reader is in. */
    take(values, changed, typed = null) {
      this.values = values;
      for (const input of this.data.inputs) {
        const { slider, number } = this.fields[input.id];
        if (slider !== typed || isWhole(input)) slider.value = toPlace(input, values[input.id]);
        if (number !== typed) {
          number.value = values[input.id];
          this.say(input, "");
        }
        slider.setAttribute("aria-valuetext", words(input, values[input.id]));
      }
      if (changed) this.tools.notice(this.element, "");
      this.toAddress(changed);
      cancelAnimationFrame(this.waiting);
      this.drawing = new Promise((resolve, reject) => {
        this.waiting = requestAnimationFrame(() => this.compute(changed).then(resolve, reject));
      });
    }

    async compute(changed) {
      this.result = this.model.compute(this.values);
      const says = this.model.says(this.result, this.values, this.data);
      this.saysBox.textContent = says;
      clearTimeout(this.speaking);
      // A reader who drags hears the result once, not at every notch.
      if (changed) this.speaking = setTimeout(() => { this.live.textContent = says; }, 600);
      this.fillTable();
      await this.draw();
    }

    async draw() {
      this.layout = this.tools.layoutFor(this.plot);
      this.drawn = this.model.draw(this.result, this.values, this.layout, this.data);
      const colours = this.tools.isDark() ? this.data.dark : {};
      const source = this.tools.recoloured({ data: this.drawn.data, layout: this.drawn.layout }, colours);
      await window.Plotly.react(this.canvas, source.data, source.layout, this.tools.config);
      // Only now does the drawing take the place of the picture.
      this.plot.style.setProperty("--figure-width", this.drawn.width);
      this.plot.style.setProperty("--figure-height", this.drawn.height);
      this.element.classList.add("is-live");
      this.fit();
    }

    fit() {
      this.plot.style.setProperty("--figure-scale", this.plot.clientWidth / this.drawn.width);
    }

    get lines() {
      return this.model.rows(this.result, this.values, this.data);
    }

    fillTable() {
      const { headings, lines } = this.lines;
      const row = (cells, kinds) => {
        const line = document.createElement("tr");
        cells.forEach((text, n) => {
          const cell = document.createElement(kinds(n));
          if (cell.tagName === "TH") cell.scope = kinds(1) === "th" ? "col" : "row";
          cell.textContent = text;
          line.append(cell);
        });
        return line;
      };
      this.table.tHead.replaceChildren(row(headings, () => "th"));
      this.table.tBodies[0].replaceChildren(...lines.map((cells) => row(cells, (n) => (n ? "td" : "th"))));
    }

    // --- the setting in the address ---

    get address() {
      const setting = this.data.inputs.filter(({ id }) => this.values[id] !== this.defaults[id]).map(({ id }) => `${id}:${this.values[id]}`);
      return this.tools.addressOf(this.element, setting.join(","));
    }

    toAddress(changed) {
      this.link.href = this.address;
      if (!changed) return;
      clearTimeout(this.writing);
      // Browsers limit how often a page may write its address.
      this.writing = setTimeout(() => this.tools.replaceAddress(this.address), 300);
    }

    /* The setting that the address asks for; what is not possible is said and left out. */
    fromAddress() {
      const setting = {};
      const wrong = [];
      for (const [id, text] of this.tools.asked(this.element)) {
        const input = this.data.inputs.find((one) => one.id === id);
        const problem = input ? problemOf(input, readNumber(text), text) : "There is no such input.";
        if (problem) wrong.push(`${input ? input.label : id}: ${text || "nothing"}. ${problem}`);
        else setting[id] = readNumber(text);
      }
      const across = !wrong.length && this.model.check ? this.model.check({ ...this.defaults, ...setting }) : "";
      if (across) wrong.push(across);
      this.tools.notice(this.element, wrong.length ? `The link holds what cannot be set, so the usual value stands. ${wrong.join(" ")}` : "");
      return across ? {} : setting;
    }

    // --- buttons ---

    reset() {
      this.take({ ...this.defaults }, true);
    }

    set(button) {
      this.take({ ...this.defaults, ...JSON.parse(button.dataset.setting) }, true);
      this.tools.reveal(this.saysBox, this.plot);
    }

    csv() {
      const { headings, lines } = this.lines;
      const setting = this.data.inputs.map((input) => [`${input.label}${input.unit ? ` (${input.unit})` : ""}`, String(this.values[input.id])]);
      const text = this.tools.csv([["input", "value"], ...setting]) + "\r\n" + this.tools.csv([headings, ...lines.map((cells) => cells.map(String))]);
      this.tools.saveCsv(`${this.name}-setting.csv`, text);
    }

    async svg() {
      const drawing = this.model.draw(this.result, this.values, "page", this.data);
      const layout = { ...drawing.layout, paper_bgcolor: "#ffffff" };
      const size = { format: "svg", width: drawing.width, height: drawing.height };
      const address = await window.Plotly.toImage({ data: drawing.data, layout, config: this.tools.config }, size);
      this.tools.save(`${this.name}-setting.svg`, "image/svg+xml", decodeURIComponent(address.slice(address.indexOf(",") + 1)));
    }
  }

  window.courseFigureKinds.explorer = async (element, data, tools) => {
    await new Explorer(element, data, tools, window.courseExplorers[element.dataset.figure]).start();
  };
})();
