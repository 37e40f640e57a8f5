/* Figures of rows: views to switch, filters, rows to choose, a table that follows.
   The drawing is plotly's; over it lie transparent buttons, one for each row, for mouse, finger
   and keyboard. What a row says is read from the table, so that both always say the same.
   What is shown is part of the address: ?<name>=view:a,<filter>:b,row:c */
(() => {
  "use strict";

  const MOVE = 900; // ms in which marks go from one view to the other
  const FADED = 0.13; // opacity of what a filter leaves out
  const BEHIND = 0.4; // opacity of the rest while one row is chosen

  /* The lines "heading: value" of a row's last cell. */
  const factsOf = (cell) => new Map(cell.textContent.split("\n").filter(Boolean).map((line) => {
    const end = line.indexOf(": ");
    return [line.slice(0, end).trim(), line.slice(end + 2).trim()];
  }));

  /* The row of a table that a hash names, or one within it. */
  function lineOf(hash) {
    try {
      return hash ? document.getElementById(decodeURIComponent(hash))?.closest("tr[data-row]") : null;
    } catch {
      return null; // a hash that is no text
    }
  }

  class Figure {
    constructor(element, data, tools) {
      Object.assign(this, { element, data, tools });
      const find = (selector) => element.querySelector(selector);
      this.plot = find(".figure-plot");
      this.canvas = find(".figure-canvas");
      this.hits = find(".figure-hits");
      this.chosenBox = find(".figure-chosen");
      this.hint = this.chosenBox.innerHTML;
      this.live = find(".figure-live");
      this.table = find(".figure-table");
      this.body = this.table.tBodies[0];
      this.rows = [...this.body.rows].map((line, place) => ({
        id: line.dataset.row, line, place, views: line.dataset.views.split(" "), facts: factsOf(line.cells[2]),
      }));
      this.sortBy = find(".figure-sort");
      this.headings = [...this.sortBy.options].filter((option) => option.value).map((option) => option.value);
      this.facets = [...element.querySelectorAll("select[data-facet]")];
      this.radios = [...element.querySelectorAll(".figure-views input")];
      this.views = this.radios.length ? this.radios.map((radio) => radio.value) : Object.keys(data.drawings);
      this.chosen = null;
      this.name = element.dataset.figure;
      this.link = find("[data-setting-link]");
      this.search = location.search;
    }

    /* What the reader has set while the figure slept stands, unless the address asks for something else. */
    async start() {
      this.setUp({ ...this.fromControls(), ...this.fromAddress() });
      await this.tools.pause();
      await this.draw();
      this.plot.setAttribute("role", "group");
      this.plot.setAttribute("aria-label", this.plot.dataset.label);
      this.listen();
      const { view = this.view } = this.fromControls(); // it may have been changed while the drawing was made
      if (view !== this.view) this.show(view);
      this.update(false);
      if (this.asked) this.choose(this.asked);
      this.answerAddress();
      this.hasStarted = true;
    }

    fromControls() {
      const view = this.radios.find((radio) => radio.checked);
      const filters = this.facets.filter((facet) => facet.value).map((facet) => [facet.dataset.facet, facet.value]);
      return { ...(view && { view: view.value }), ...Object.fromEntries(filters) };
    }

    /* A view, filters, and the row that is to be chosen once all is drawn. */
    setUp({ view = this.views[0], row = null, ...filters }) {
      this.view = view;
      this.radios.forEach((radio) => { radio.checked = radio.value === view; });
      this.facets.forEach((facet) => { facet.value = filters[facet.dataset.facet] || ""; });
      this.asked = row;
    }

    get drawing() {
      this.layout = this.tools.layoutFor(this.plot);
      return this.data.drawings[this.view][this.layout];
    }

    /* Draws the present view for the present width; marks start where `before` had them. */
    async draw(before = null) {
      const drawing = this.drawing;
      this.drawn = drawing;
      const moves = before && !this.tools.calm.matches ? this.moves(before, drawing) : [];
      const opacity = this.opacity;
      const data = drawing.data.map((trace, n) => ({ ...trace, opacity: opacity[n], ...(moves.find((move) => move.n === n) || {}).from }));
      this.faded = String(opacity);
      const colours = this.tools.isDark() ? this.data.dark : {};
      const source = this.tools.recoloured({ data, layout: drawing.layout }, colours);
      await window.Plotly.newPlot(this.canvas, { ...source, config: this.tools.config });
      // Only now does the drawing take the place of the picture.
      this.plot.style.setProperty("--figure-width", drawing.width);
      this.plot.style.setProperty("--figure-height", drawing.height);
      this.element.classList.add("is-live");
      this.fit();
      await this.tools.pause();
      if (this.drawn !== drawing) return; // the reader is quicker
      this.layHits(drawing);
      if (moves.length) {
        const how = { frame: { duration: MOVE, redraw: false }, transition: { duration: MOVE, easing: "cubic-in-out" }, mode: "immediate" };
        const frame = { data: moves.map((move) => move.to), traces: moves.map((move) => move.n) };
        window.Plotly.animate(this.canvas, frame, how).catch(() => {});
      }
    }

    /* The marks of rows that both drawings hold: where each was and where it goes. */
    moves(before, after) {
      const isMark = (trace) => trace.meta && trace.mode && trace.mode.includes("markers") && trace.x.length === 1;
      const was = new Map(before.data.filter(isMark).map((trace) => [trace.meta, trace]));
      const [sx, sy] = [after.width / before.width, after.height / before.height];
      return after.data.flatMap((trace, n) => {
        const old = isMark(trace) && was.get(trace.meta);
        if (!old) return [];
        return [{ n, from: { x: old.x.map((x) => x * sx), y: old.y.map((y) => y * sy) }, to: { x: trace.x, y: trace.y } }];
      });
    }

    fit() {
      this.plot.style.setProperty("--figure-scale", this.plot.clientWidth / this.drawn.width);
    }

    layHits(drawing) {
      const part = (value, whole) => `${(100 * value) / whole}%`;
      const buttons = this.rows.filter((row) => drawing.hits[row.id]).map((row) => {
        const [left, top, right, bottom] = drawing.hits[row.id];
        const button = document.createElement("button");
        button.type = "button";
        button.className = "figure-hit";
        button.dataset.row = row.id;
        button.setAttribute("aria-label", row.line.cells[0].textContent);
        Object.assign(button.style, {
          left: part(left, drawing.width), top: part(top, drawing.height),
          width: part(right - left, drawing.width), height: part(bottom - top, drawing.height),
        });
        return button;
      });
      this.hits.replaceChildren(...buttons);
      this.markHits();
    }

    listen() {
      this.element.querySelector(".figure-controls").addEventListener("change", (event) => {
        if (event.target.name === `fig-${this.name}-view`) this.show(event.target.value);
        this.update();
      });
      this.element.querySelectorAll("[data-go]").forEach((button) => button.addEventListener("click", () => this.go(button.dataset.go)));
      this.element.querySelectorAll("[data-show]").forEach((button) => {
        button.addEventListener("click", () => this.showSetting(JSON.parse(button.dataset.show)));
      });
      window.addEventListener("popstate", () => {
        if (location.search === this.search) return; // a step to another place of the page, with the same setting
        this.search = location.search;
        this.showSetting(this.fromAddress());
      });
      this.hits.addEventListener("click", (event) => {
        const button = event.target.closest(".figure-hit");
        if (button) this.choose(button.dataset.row === this.chosen ? null : button.dataset.row);
      });
      this.hits.addEventListener("keydown", (event) => this.onKey(event));
      this.tools.onPalette(() => this.draw());
      new ResizeObserver(() => {
        const before = this.layout;
        const drawing = this.drawing;
        if (before !== this.layout) this.draw();
        else if (drawing === this.drawn) this.fit();
      }).observe(this.plot);
      this.sortBy.addEventListener("change", () => this.sort());
      window.addEventListener("hashchange", () => this.answerAddress());
    }

    onKey(event) {
      const go = { ArrowRight: "on", ArrowDown: "on", ArrowLeft: "back", ArrowUp: "back", Escape: "all" }[event.key];
      if (!go) return;
      event.preventDefault();
      this.go(go);
      const now = this.hits.querySelector("[aria-pressed=true]");
      if (now) now.focus();
    }

    /* Another setting as a whole, as a task or the address asks for it. */
    async showSetting(setting) {
      const before = this.drawn;
      this.setUp(setting);
      this.chosen = null;
      await this.draw(before);
      this.update();
      if (this.asked) this.choose(this.asked);
      this.reveal();
    }

    /* The drawing and what was chosen in it, in sight. */
    reveal() {
      const hit = [...this.hits.children].find((button) => button.dataset.row === this.chosen);
      this.tools.reveal(this.plot, ...(hit ? [hit] : []));
    }

    show(view) {
      const before = this.drawn;
      this.view = view;
      this.draw(before);
    }

    fits(row) {
      return this.facets.every((facet) => !facet.value || (row.line.dataset[facet.dataset.facet] || "").split(" ").includes(facet.value));
    }

    get shown() {
      return this.rows.filter((row) => row.views.includes(this.view) && this.fits(row));
    }

    /* What the filters leave: in the drawing, in the table, in the count. */
    update(speak = true) {
      const shown = this.shown;
      const here = this.rows.filter((row) => row.views.includes(this.view));
      for (const row of this.rows) row.line.hidden = !this.fits(row);
      if (this.chosen && !shown.some((row) => row.id === this.chosen)) this.chosen = null;
      const words = shown.length === here.length ? `All ${here.length} rows of this view` : `${shown.length} of ${here.length} rows of this view`;
      this.element.querySelector("[data-count]").textContent = shown.length ? words : "No row fits these filters: widen one of them.";
      this.tell(speak && !this.chosen ? words : "");
      this.fade();
      this.toAddress();
    }

    go(where) {
      if (where === "csv") {
        const shown = [...this.body.rows].filter((line) => !line.hidden).map((line) => this.rows.find((row) => row.line === line));
        const lines = shown.map((row) => [this.valueOf(row, "Row"), row.line.cells[1].textContent.trim(), ...this.headings.slice(1).map((name) => this.valueOf(row, name))]);
        this.tools.saveCsv(`${this.name}-shown.csv`, this.tools.csv([["Row", "What was found", ...this.headings.slice(1)], ...lines]));
        return;
      }
      if (where === "turn") {
        const button = this.element.querySelector("[data-go=turn]");
        button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
        this.sort();
        return;
      }
      if (where === "all") {
        this.facets.forEach((facet) => { facet.value = ""; });
        this.choose(null);
        this.update();
        return;
      }
      const shown = this.shown;
      if (!shown.length) return;
      const place = shown.findIndex((row) => row.id === this.chosen);
      const step = where === "on" ? place + 1 : (place === -1 ? shown.length : place) - 1;
      this.choose(shown[(step + shown.length) % shown.length].id);
    }

    choose(id) {
      this.chosen = id;
      this.fade();
      this.tell();
      this.toAddress();
    }

    /* Back to the drawing, to the place of the row that was read. */
    close() {
      const id = this.chosen;
      this.choose(null);
      const hit = [...this.hits.children].find((button) => button.dataset.row === id);
      if (hit) hit.focus({ preventScroll: true });
    }

    /* The row chosen, in full, beside the drawing and to screen readers. */
    tell(otherwise = "") {
      const row = this.rows.find((one) => one.id === this.chosen);
      this.chosenBox.classList.toggle("has-row", Boolean(row));
      if (!row) {
        this.chosenBox.innerHTML = this.hint;
        this.live.textContent = otherwise;
        return;
      }
      const [name, finding] = row.line.cells;
      const title = Object.assign(document.createElement("p"), { className: "figure-chosen-name", textContent: name.textContent });
      const says = document.createElement("p");
      says.append(...finding.cloneNode(true).childNodes);
      const list = document.createElement("dl");
      for (const [heading, value] of row.facts) {
        const pair = document.createElement("div");
        pair.append(Object.assign(document.createElement("dt"), { textContent: heading }));
        pair.append(Object.assign(document.createElement("dd"), { textContent: value }));
        list.append(pair);
      }
      const close = Object.assign(document.createElement("button"), { type: "button", className: "figure-button figure-close", textContent: "Close" });
      close.addEventListener("click", () => this.close());
      this.chosenBox.replaceChildren(close, title, says, list);
      this.chosenBox.scrollTop = 0;
      const place = this.shown.findIndex((one) => one.id === row.id);
      this.live.textContent = `Row ${place + 1} of ${this.shown.length}. ${finding.textContent}`;
    }

    /* How strongly each trace stands there: less where a filter leaves it out, or another row is chosen. */
    get opacity() {
      const visible = new Set(this.shown.map((row) => row.id));
      return this.drawn.data.map((trace) => {
        if (!trace.meta) return 1;
        if (!visible.has(trace.meta)) return FADED;
        return this.chosen && trace.meta !== this.chosen ? BEHIND : 1;
      });
    }

    fade() {
      const { opacity } = this;
      // To draw anew what looks the same costs as much as to draw it first.
      if (opacity.length && String(opacity) !== this.faded) window.Plotly.restyle(this.canvas, { opacity });
      this.faded = String(opacity);
      this.markHits();
    }

    markHits() {
      const visible = new Set(this.shown.map((row) => row.id));
      const entry = this.chosen || (this.shown[0] || {}).id;
      for (const button of this.hits.children) {
        button.disabled = !visible.has(button.dataset.row);
        button.setAttribute("aria-pressed", button.dataset.row === this.chosen);
        button.tabIndex = button.dataset.row === entry ? 0 : -1; // one stop for Tab, arrows inside
      }
    }

    /* What stands in the table of a row under a heading; "" where there is nothing. */
    valueOf(row, heading) {
      return heading === "Row" ? row.line.cells[0].textContent.trim() : row.facts.get(heading) || "";
    }

    sort() {
      const by = this.sortBy.value;
      const down = this.element.querySelector("[data-go=turn]").getAttribute("aria-pressed") === "true";
      const isValue = (text) => text && !text.startsWith("not given");
      const compare = (a, b) => {
        const [one, other] = by ? [this.valueOf(a, by), this.valueOf(b, by)] : ["-", "-"];
        // What is not given stays at the end, whichever way the rest is sorted.
        if (isValue(one) !== isValue(other)) return isValue(one) ? -1 : 1;
        const difference = one.localeCompare(other, document.documentElement.lang, { numeric: true }) || a.place - b.place;
        return down ? -difference : difference;
      };
      this.body.append(...[...this.rows].sort(compare).map((row) => row.line));
      this.live.textContent = `Sorted by ${this.sortBy.selectedOptions[0].text}${down ? ", the last first" : ""}.`;
    }

    // --- the setting in the address ---

    get setting() {
      const filters = this.facets.filter((facet) => facet.value).map((facet) => [facet.dataset.facet, facet.value]);
      const view = this.view === this.views[0] ? [] : [["view", this.view]];
      return [...view, ...filters, ...(this.chosen ? [["row", this.chosen]] : [])];
    }

    get address() {
      return this.tools.addressOf(this.element, this.setting.map((pair) => pair.join(":")).join(","));
    }

    toAddress() {
      this.link.href = this.address;
      if (!this.hasStarted) return;
      clearTimeout(this.writing);
      // Browsers limit how often a page may write its address.
      this.writing = setTimeout(() => {
        this.tools.replaceAddress(this.address);
        this.search = location.search;
      }, 300);
    }

    /* The setting that the address asks for; what there is not is said and left out. */
    fromAddress() {
      const known = { view: this.views, row: this.rows.map((row) => row.id) };
      this.facets.forEach((facet) => { known[facet.dataset.facet] = [...facet.options].map((option) => option.value); });
      const parts = this.tools.asked(this.element);
      const isKnown = ([name, value]) => (known[name] || []).includes(value);
      const wrong = parts.filter((part) => !isKnown(part)).map((part) => part.join(" "));
      this.tools.notice(this.element, wrong.length ? `The address asks for what this figure does not have: ${wrong.join("; ")}.` : "");
      const setting = Object.fromEntries(parts.filter(isKnown));
      const row = this.rows.find((one) => one.id === setting.row);
      if (row && !row.views.includes(setting.view || this.views[0])) [setting.view] = row.views;
      return setting;
    }

    /* A link to a row, or to its claim, chooses it. */
    answerAddress() {
      const line = lineOf(location.hash.slice(1));
      if (!line || !this.element.contains(line)) return;
      const row = this.rows.find((one) => one.line === line);
      if (!row.views.includes(this.view)) {
        this.radios.forEach((radio) => { radio.checked = radio.value === row.views[0]; });
        this.show(row.views[0]);
      }
      this.facets.forEach((facet) => { facet.value = ""; });
      this.update(false);
      this.choose(row.id);
      // What is said of the row stands above it: the row itself stays where the address leads.
      line.scrollIntoView({ block: line.offsetHeight > window.innerHeight / 2 ? "start" : "center" });
    }
  }

  window.courseFigureKinds.rows = (element, data, tools) => new Figure(element, data, tools).start();
})();
