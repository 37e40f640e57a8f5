/* Figures of steps: one drawing in every .figure-panel, and controls that drive them all. The controls and the words
   work from the start; the drawings take the places of the still pictures one by one, once the figure wakes. */
(() => {
  "use strict";

  if (!window.courseFigureKinds || window.courseFigureKinds.steps) return;

  const MOVE = 700; // ms from one step to the next
  const REST = 3600; // ms at each step while playing
  const NARROW = 560; // px: below, one panel at a time unless the reader asks for all
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  class Figure {
    constructor(element) {
      const find = (selector) => element.querySelector(selector);
      this.element = element;
      this.step = 0;
      this.playing = null;
      this.data = null; // until the figure wakes
      this.line = Promise.resolve(); // one drawing after the other
      this.panels = [...element.querySelectorAll(".figure-panel")];
      this.chooser = find("select");
      this.slider = find("input[type=range]");
      this.steps = [...element.querySelectorAll("datalist option")].map(({ label, dataset }) => ({ label, seen: dataset.seen }));
      this.live = find(".figure-live");
      this.buttons = Object.fromEntries([...element.querySelectorAll("[data-walk]")].map((b) => [b.dataset.walk, b]));
      this.hasChosen = false;
      this.listen();
      this.fit();
      element.classList.add("is-ready");
      this.answerAddress();
    }

    listen() {
      this.chooser.addEventListener("change", () => { this.hasChosen = true; this.show(); });
      this.slider.addEventListener("input", () => { this.pause(); this.go(Number(this.slider.value) - 1); });
      this.buttons.back.addEventListener("click", () => { this.pause(); this.go(this.step - 1); });
      this.buttons.on.addEventListener("click", () => { this.pause(); this.go(this.step + 1); });
      this.buttons.play.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
      calm.addEventListener("change", () => this.pause());
      window.addEventListener("hashchange", () => this.answerAddress());
      window.addEventListener("resize", () => this.fit());
      this.element.addEventListener("fullscreenchange", () => this.fit());
    }

    /* As long as the reader has not chosen, a narrow figure shows one technique and a wide one all. */
    fit() {
      const isNarrow = this.element.clientWidth < NARROW || this.element.classList.contains("is-embedded");
      if (!this.hasChosen) this.chooser.value = isNarrow ? this.panels[0].dataset.part : "all";
      this.show(false);
    }

    /* A link to one of the sentences opens its step, and its panel if one alone is shown. */
    answerAddress() {
      const target = location.hash.length > 1 && document.getElementById(decoded(location.hash.slice(1)));
      const sentence = target && target.closest("li[data-step]");
      if (!sentence || !this.element.contains(sentence)) return;
      const panel = sentence.closest(".figure-panel");
      if (this.chooser.value !== "all") {
        this.hasChosen = true;
        this.chooser.value = panel.dataset.part;
      }
      this.go(this.sentences(panel).indexOf(sentence));
      sentence.scrollIntoView({ block: "center" });
    }

    sentences(panel) {
      return [...panel.querySelectorAll("li[data-step]")];
    }

    go(step) {
      const wanted = Math.min(Math.max(step, 0), this.steps.length - 1);
      if (wanted !== this.step) {
        this.step = wanted;
        this.panels.forEach((panel) => this.move(panel));
      }
      this.show();
    }

    /* Words, hidden panels and names follow the step and the choice. */
    show(speak = true) {
      const choice = this.chooser.value;
      const last = this.steps.length - 1;
      let { label, seen } = this.steps[this.step];
      this.element.classList.toggle("shows-one", choice !== "all");
      for (const panel of this.panels) {
        panel.hidden = choice !== "all" && choice !== panel.dataset.part;
        const name = panel.querySelector("strong").textContent;
        this.sentences(panel).forEach((item, n) => {
          item.classList.toggle("is-now", n === this.step);
          if (n !== this.step) return;
          const words = item.querySelector(".steps-seen").textContent;
          panel.querySelector(".figure-plot").setAttribute("aria-label", `${name}, step ${n + 1}. ${words} `
            + `Still kept: ${item.dataset.kept}. Lost: ${item.dataset.lost}.`);
          if (choice === panel.dataset.part) [label, seen] = [item.dataset.label, words.slice(item.dataset.label.length + 2)];
        });
      }
      this.slider.value = this.step + 1;
      this.slider.setAttribute("aria-valuetext", `${this.step + 1}, ${label}`);
      this.element.querySelector("[data-step-number]").textContent = this.step + 1;
      this.element.querySelector("[data-step-label]").textContent = label;
      // Not `disabled`: a button that a reader has just pressed keeps its focus.
      this.buttons.back.setAttribute("aria-disabled", this.step === 0);
      this.buttons.on.setAttribute("aria-disabled", this.step === last);
      if (speak) this.live.textContent = `Step ${this.step + 1} of ${last + 1}: ${label}. ${seen}`;
      this.drawMissing();
    }

    play() {
      if (this.step === this.steps.length - 1) this.go(0);
      this.buttons.play.textContent = "Pause";
      this.playing = window.setInterval(() => {
        this.go(this.step + 1);
        if (this.step === this.steps.length - 1) this.pause();
      }, REST);
    }

    pause() {
      window.clearInterval(this.playing);
      this.playing = null;
      this.buttons.play.textContent = "Play";
    }

    // --- drawings

    async wake(data, tools) {
      this.data = data;
      this.tools = tools;
      this.width = new ResizeObserver((entries) => entries.forEach(({ target, contentRect }) => {
        target.style.setProperty("--figure-scale", contentRect.width / data.width);
      }));
      await this.drawMissing();
      this.element.classList.add("is-live");
      tools.onPalette(() => this.drawMissing());
    }

    /* In full screen all drawings together are small: they have fewer and larger words then. */
    isLarge() {
      return document.fullscreenElement === this.element && this.chooser.value === "all";
    }

    /* Draws the panels in sight that are not drawn as they should be, one after the other. */
    drawMissing() {
      this.line = this.line.catch(() => {}).then(async () => {
        if (!this.data) return;
        for (const panel of this.panels) {
          const look = `${this.tools.isDark() ? "dark" : "light"}${this.isLarge() ? " large" : ""}`;
          if (panel.hidden || panel.dataset.look === look) continue;
          await this.tools.pause();
          await this.draw(panel);
          panel.dataset.look = look;
        }
      });
      return this.line;
    }

    async draw(panel) {
      const frame = panel.querySelector(".figure-plot");
      const canvas = frame.querySelector(".figure-canvas") || document.createElement("div");
      if (!canvas.isConnected) {
        canvas.className = "figure-canvas";
        this.width.observe(frame);
        frame.append(canvas);
      }
      const step = this.step;
      const source = this.data.panels[panel.dataset.part];
      const { traces, ...layout } = this.isLarge() ? source.large : { traces: {} };
      const now = source.frames[step];
      const data = source.data.map((trace, n) => ({ ...trace, ...(now.data[now.traces.indexOf(n)] || {}), ...(traces[n] || {}) }));
      const drawing = this.tools.recoloured(
        { data, layout: { ...source.layout, ...layout } }, this.tools.isDark() ? this.data.dark : {},
      );
      const whole = { ...drawing, frames: source.frames, config: this.tools.config };
      await (panel.classList.contains("is-drawn") ? window.Plotly.newPlot(canvas, whole) : this.build(canvas, whole));
      panel.classList.add("is-drawn");
      if (step !== this.step) this.move(panel);
    }

    /* A first drawing part by part, behind its still picture: none of them holds the page up for long. */
    async build(canvas, { data, layout: { shapes, annotations, ...layout }, frames, config }) {
      const parts = [
        () => window.Plotly.newPlot(canvas, { data: [], layout, config }),
        () => window.Plotly.relayout(canvas, { shapes }),
        () => window.Plotly.relayout(canvas, { annotations }),
        () => window.Plotly.addTraces(canvas, data),
        () => window.Plotly.addFrames(canvas, frames),
      ];
      for (const part of parts) {
        await part();
        await this.tools.pause();
      }
    }

    move(panel) {
      if (!panel.classList.contains("is-drawn")) return;
      const time = calm.matches || panel.hidden ? 0 : MOVE;
      const how = {
        frame: { duration: time, redraw: false }, mode: "immediate",
        transition: { duration: time, easing: "cubic-in-out" },
      };
      const { name } = this.data.panels[panel.dataset.part].frames[this.step];
      // An animation that another one interrupts is rejected: no harm done.
      window.Plotly.animate(panel.querySelector(".figure-canvas"), [name], how).catch(() => {});
    }
  }

  function decoded(hash) {
    try {
      return decodeURIComponent(hash);
    } catch {
      return ""; // a hash that is no text
    }
  }

  const figures = new Map([...document.querySelectorAll("figure[data-kind=steps]")].map((one) => [one, new Figure(one)]));
  window.courseFigureKinds.steps = (element, data, tools) => figures.get(element).wake(data, tools);
})();
