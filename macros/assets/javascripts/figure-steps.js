/* Figures of steps: one plot in every .figure-panel, and one slider that drives them all. */
(() => {
  "use strict";

  const MOVE = 700; // ms from one step to the next
  const REST = 2600; // ms at each step while playing
  const NARROW = 560; // px: below, one panel at a time unless the reader asks for all

  class Figure {
    constructor(element, data, tools) {
      this.tools = tools;
      this.element = element;
      this.data = data;
      this.step = 0;
      this.playing = null;
      this.panels = [...element.querySelectorAll(".figure-panel")].filter((panel) => data.panels[panel.dataset.part]);
      this.chooser = element.querySelector("select");
      this.slider = element.querySelector("input[type=range]");
      this.live = element.querySelector(".figure-live");
      this.buttons = Object.fromEntries([...element.querySelectorAll("[data-go]")].map((b) => [b.dataset.go, b]));
    }

    async start() {
      for (const panel of this.panels) {
        const frame = panel.querySelector(".figure-plot");
        const canvas = document.createElement("div");
        canvas.className = "figure-canvas";
        frame.replaceChildren(canvas);
        await this.draw(panel);
      }
      // Only now, with every plot drawn, does the figure change its looks.
      this.element.classList.add("is-live");
      this.element.querySelector(".figure-controls").hidden = false;
      for (const panel of this.panels) panel.querySelector(".figure-plot").hidden = false;
      const fit = new ResizeObserver((entries) => entries.forEach((entry) => {
        entry.target.style.setProperty("--figure-scale", entry.contentRect.width / this.data.width);
      }));
      this.panels.forEach((panel) => fit.observe(panel.querySelector(".figure-plot")));
      if (this.element.clientWidth < NARROW) this.chooser.value = this.panels[0].dataset.part;
      this.listen();
      this.show(false);
      this.answerAddress();
    }

    draw(panel) {
      const source = this.data.panels[panel.dataset.part];
      const frame = source.frames[this.step];
      const data = source.data.map((trace, n) => ({ ...trace, ...(frame.data[frame.traces.indexOf(n)] || {}) }));
      const colours = this.tools.isDark() ? this.data.dark : {};
      const drawing = this.tools.recoloured({ data, layout: source.layout }, colours);
      const canvas = panel.querySelector(".figure-canvas");
      return window.Plotly.newPlot(canvas, { ...drawing, frames: source.frames, config: this.tools.config });
    }

    listen() {
      this.chooser.addEventListener("change", () => this.show());
      this.slider.addEventListener("input", () => { this.pause(); this.go(Number(this.slider.value) - 1); });
      this.buttons.back.addEventListener("click", () => { this.pause(); this.go(this.step - 1); });
      this.buttons.on.addEventListener("click", () => { this.pause(); this.go(this.step + 1); });
      this.buttons.play.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
      const allow = () => { this.buttons.play.hidden = this.tools.calm.matches; if (this.tools.calm.matches) this.pause(); };
      this.tools.calm.addEventListener("change", allow);
      allow();
      window.addEventListener("hashchange", () => this.answerAddress());
      this.tools.onPalette(() => this.panels.forEach((panel) => this.draw(panel)));
    }

    /* A link to one of the sentences opens its step, and its panel if one alone is shown. */
    answerAddress() {
      const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      const sentence = target && target.closest("li[data-step]");
      if (!sentence || !this.element.contains(sentence)) return;
      if (this.chooser.value !== "all") this.chooser.value = sentence.closest(".figure-panel").dataset.part;
      this.go(this.data.steps.findIndex((step) => step.id === sentence.dataset.step));
      sentence.scrollIntoView({ block: "center" });
    }

    go(step) {
      const last = this.data.steps.length - 1;
      const wanted = Math.min(Math.max(step, 0), last);
      if (wanted !== this.step) {
        this.step = wanted;
        this.move();
      }
      this.show();
    }

    move() {
      const time = this.tools.calm.matches ? 0 : MOVE;
      const how = {
        frame: { duration: time, redraw: false }, mode: "immediate",
        transition: { duration: time, easing: "cubic-in-out" },
      };
      for (const panel of this.panels) {
        // An animation that another one interrupts is rejected: no harm done.
        window.Plotly.animate(panel.querySelector(".figure-canvas"), [this.data.steps[this.step].id], how).catch(() => {});
      }
    }

    /* Words, hidden parts and names follow the step and the choice. */
    show(speak = true) {
      const step = this.data.steps[this.step];
      const choice = this.chooser.value;
      const last = this.data.steps.length - 1;
      let label = step.label;
      let sentence = "";
      this.element.classList.toggle("shows-one", choice !== "all");
      for (const panel of this.panels) {
        panel.hidden = choice !== "all" && choice !== panel.dataset.part;
        for (const item of panel.querySelectorAll("li[data-step]")) {
          item.hidden = item.dataset.step !== step.id;
          if (item.hidden) continue;
          const name = panel.querySelector("strong").textContent;
          const plot = panel.querySelector(".figure-plot");
          plot.setAttribute("role", "img");
          plot.setAttribute("aria-label", `Drawing: ${name}, step ${this.step + 1}, ${item.dataset.label}. `
            + `Still kept: ${item.dataset.kept}. Lost: ${item.dataset.lost}.`);
          if (choice === panel.dataset.part) {
            label = item.dataset.label;
            sentence = item.textContent;
          }
        }
      }
      this.slider.value = this.step + 1;
      this.slider.setAttribute("aria-valuetext", `${this.step + 1}, ${label}`);
      this.element.querySelector("[data-step-number]").textContent = this.step + 1;
      this.element.querySelector("[data-step-label]").textContent = label;
      // Not `disabled`: a button that a reader has just pressed keeps its focus.
      this.buttons.back.setAttribute("aria-disabled", this.step === 0);
      this.buttons.on.setAttribute("aria-disabled", this.step === last);
      if (speak) {
        const all = `Step ${this.step + 1} of ${last + 1}: ${label}. The sentence in each panel says what happens.`;
        this.live.textContent = choice === "all" ? all : `Step ${this.step + 1} of ${last + 1}. ${sentence}`;
      }
    }

    play() {
      if (this.step === this.data.steps.length - 1) this.go(0);
      this.buttons.play.textContent = "Pause";
      this.playing = window.setInterval(() => {
        this.go(this.step + 1);
        if (this.step === this.data.steps.length - 1) this.pause();
      }, REST);
    }

    pause() {
      window.clearInterval(this.playing);
      this.playing = null;
      this.buttons.play.textContent = "Play";
    }
  }

  window.courseFigureKinds.steps = (element, data, tools) => new Figure(element, data, tools).start();
})();
