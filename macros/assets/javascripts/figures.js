/* Brings the figures of a page to life when they come near:
   <figure data-figure="name" data-kind="rows" data-root="../">.
   A figure is whole without this script. It loads plotly, the figure's data and the script of its
   kind (classic scripts, since fetch() is blocked on file://). Whatever fails, the figure stays as it was. */
(() => {
  "use strict";

  if (window.courseFigureKinds) return;
  window.courseFigureKinds = {};
  const scripts = new Map();

  function load(address) {
    if (!scripts.has(address)) {
      scripts.set(address, new Promise((resolve, reject) => {
        const tag = document.createElement("script");
        tag.src = address;
        tag.onload = resolve;
        tag.onerror = () => reject(new Error(`${address} did not load`));
        document.head.append(tag);
      }));
    }
    return scripts.get(address);
  }

  /* The same plain data with every colour replaced that the map knows. */
  function recoloured(part, colours) {
    if (typeof part === "string") return colours[part] || part;
    if (Array.isArray(part)) return part.map((item) => recoloured(item, colours));
    if (part && typeof part === "object") {
      return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, recoloured(value, colours)]));
    }
    return part;
  }

  const isDark = () => document.body.getAttribute("data-md-color-scheme") === "slate";

  const tools = {
    load,
    recoloured,
    isDark,
    calm: window.matchMedia("(prefers-reduced-motion: reduce)"),
    config: {
      displayModeBar: false, displaylogo: false, showSendToCloud: false, responsive: false,
      scrollZoom: false, doubleClick: false, showTips: false,
    },
    /* Calls back whenever the reader changes the palette. */
    onPalette(redraw) {
      new MutationObserver(redraw).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
    },
    /* A file that the reader's browser makes by itself. */
    save(name, type, content) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([content], { type }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    },
    /* This page with a figure's setting ("name:value,…", or nothing) in its address. */
    addressOf(element, setting) {
      const { figure: name } = element.dataset;
      const url = new URL(location.href);
      url.searchParams.delete(name);
      const query = [url.search.slice(1), setting && `${name}=${setting}`].filter(Boolean).join("&");
      return `${query ? `?${query}` : location.pathname}#${element.id}`;
    },
    /* Puts an address in the place of the present one, without a step back to it. */
    replaceAddress(address) {
      try {
        history.replaceState(null, "", address);
      } catch { /* from disk some browsers refuse; the link beside the drawing still holds the setting */ }
    },
    /* A table's cells as CSV. */
    csv: (lines) => lines.map((cells) => cells.map((cell) => (
      /[",\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell
    )).join(",")).join("\n") + "\n",
  };

  async function wake(element) {
    const { figure: name, kind, root = "" } = element.dataset;
    try {
      await Promise.all([
        load(`${root}assets/vendor/plotly-basic.min.js`),
        load(`${root}assets/figures/${name}.js`),
        load(`${root}assets/javascripts/figure-${kind}.js`),
      ]);
      await window.courseFigureKinds[kind](element, window.courseFigures[name], { ...tools, root });
      if (location.hash === `#${element.id}`) element.scrollIntoView();
    } catch (error) {
      element.classList.remove("is-live");
      console.warn(`The figure “${name}” stays a still picture:`, error);
    }
  }

  function offerFullScreen(element) {
    const button = document.querySelector("[data-full-screen]");
    if (!button || !document.fullscreenEnabled) return;
    button.hidden = false;
    button.addEventListener("click", () => (
      document.fullscreenElement ? document.exitFullscreen() : element.requestFullscreen()
    ));
  }

  function watch() {
    const figures = [...document.querySelectorAll("figure[data-figure]")];
    const near = new IntersectionObserver((entries) => entries.filter((e) => e.isIntersecting).forEach((entry) => {
      near.unobserve(entry.target);
      wake(entry.target);
    }), { rootMargin: "400px" });
    figures.forEach((figure) => near.observe(figure));
    if (figures.length === 1) offerFullScreen(figures[0]);
    // On paper there is nothing to open.
    window.addEventListener("beforeprint", () => (
      document.querySelectorAll(".figure-words").forEach((words) => { words.open = true; })
    ));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
  else watch();
})();
