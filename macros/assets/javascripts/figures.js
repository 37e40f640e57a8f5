/* Brings the figures of a page to life:
   <figure data-figure="name" data-kind="rows" data-root="../" data-scripts='["…plotly….js", …]'>.
   A figure is whole without this script, and as high asleep as awake. It wakes when it is near and the reader
   has given a first sign, when the address asks for something in it, or after some rest with it near.
   Then plotly, the figure's data and the script of its kind are loaded (classic scripts, since fetch() is
   blocked on file://). Whatever fails, the figure stays as it was. */
(() => {
  "use strict";

  if (window.courseFigureKinds) return;
  window.courseFigureKinds = {};

  const NEAR = "400px"; // from the window
  const REST = 5000; // ms without a sign after which a figure in sight wakes all the same
  const SIGNS = ["wheel", "pointermove", "pointerdown", "touchstart", "keydown", "scroll"];
  const scripts = new Map();

  function load(address) {
    if (!scripts.has(address)) {
      scripts.set(address, new Promise((resolve, reject) => {
        const tag = document.createElement("script");
        tag.src = address;
        tag.async = false; // fetched side by side, run one after the other
        tag.onload = resolve;
        tag.onerror = () => reject(new Error(`${address} did not load`));
        document.head.append(tag);
      }));
    }
    return scripts.get(address);
  }

  /* Lets the browser do what waits, so that no task is long. */
  const pause = () => (window.scheduler && scheduler.yield ? scheduler.yield() : new Promise((done) => { setTimeout(done); }));
  const idle = () => new Promise((done) => {
    if (window.requestIdleCallback) requestIdleCallback(done, { timeout: 500 });
    else setTimeout(done, 50);
  });

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
    pause,
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
    /* A word about the figure that stands above it until the reader closes it; none where there is nothing to say. */
    notice(element, words) {
      const box = element.querySelector(".figure-notice");
      if (!words) {
        box.replaceChildren();
        return;
      }
      const close = Object.assign(document.createElement("button"), { type: "button", className: "figure-button", textContent: "Close" });
      close.addEventListener("click", () => box.replaceChildren());
      box.replaceChildren(Object.assign(document.createElement("p"), { textContent: words }), close);
    },
    /* Which of its layouts a drawing has room for: "narrow", "page" or "wide". */
    layoutFor: (plot) => getComputedStyle(plot).getPropertyValue("--figure-layout").trim() || "page",
    /* Brings parts of a figure into sight, the last of them before all. */
    reveal(...parts) {
      for (const part of parts) part.scrollIntoView({ block: part.offsetHeight > window.innerHeight ? "start" : "nearest" });
    },
    /* A file that the reader's browser makes by itself. */
    save(name, type, content) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([content], { type }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    },
    /* What the address asks of a figure: its setting's parts as [name, value]. */
    asked(element) {
      const setting = new URLSearchParams(location.search).get(element.dataset.figure) || "";
      return setting.split(",").filter(Boolean).map((part) => {
        const [name, ...value] = part.split(":");
        return [name, value.join(":")];
      });
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
    /* A table's cells as CSV, written as macros/course/sheet.py does. */
    csv: (lines) => lines.map((cells) => cells.map((cell) => {
      const harmless = /^[=+\-@\t\r](?!\d+([.,]\d+)*$)/.test(cell) ? `'${cell}` : cell;
      return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless;
    }).join(",") + "\r\n").join(""),
    saveCsv(name, text) {
      this.save(name, "text/csv", "\ufeff" + text);
    },
  };

  // --- waking ---

  async function wake(element) {
    const { figure: name, kind } = element.dataset;
    try {
      await Promise.all(JSON.parse(element.dataset.scripts).map(load));
      await idle();
      await window.courseFigureKinds[kind](element, window.courseFigures[name], tools);
    } catch (error) {
      element.classList.remove("is-live");
      element.classList.add("is-still");
      console.warn(`The figure “${name}” stays a still picture:`, error);
    }
  }

  /* What the reader presses while a figure sleeps is pressed again once it lives. */
  function remember(element) {
    const pressed = [];
    const note = (event) => {
      const button = event.target.closest("button[data-go], button[data-show], button[data-explorer]");
      const plot = event.target.closest(".figure-plot");
      if (button) pressed.push(() => button);
      if (plot) {
        const box = plot.getBoundingClientRect();
        const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
        pressed.push(() => {
          const now = plot.getBoundingClientRect();
          return document.elementFromPoint(now.left + x * now.width, now.top + y * now.height)?.closest("button");
        });
      }
    };
    element.addEventListener("click", note);
    return () => {
      element.removeEventListener("click", note);
      if (element.classList.contains("is-live")) pressed.forEach((find) => find()?.click());
    };
  }

  function namedInAddress(element) {
    if (new URLSearchParams(location.search).has(element.dataset.figure)) return true;
    try {
      const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      return Boolean(target) && element.contains(target);
    } catch {
      return false; // a hash that is no text
    }
  }

  function watch() {
    let line = Promise.resolve(); // figures wake one after the other
    let hasSigned = false;
    const near = new Set();
    const asleep = new Map([...document.querySelectorAll("figure[data-figure]")].map((figure) => [figure, remember(figure)]));

    function rouse(figure) {
      const replay = asleep.get(figure);
      if (!replay) return;
      asleep.delete(figure);
      watcher.unobserve(figure);
      line = line.then(() => wake(figure)).then(replay);
    }

    function sign() {
      hasSigned = true;
      SIGNS.forEach((name) => window.removeEventListener(name, sign, true));
      near.forEach(rouse);
    }

    const watcher = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => {
      if (!isIntersecting) near.delete(target);
      else if (hasSigned) rouse(target);
      else {
        near.add(target);
        setTimeout(() => near.has(target) && rouse(target), REST);
      }
    }), { rootMargin: NEAR });

    const listen = (name) => window.addEventListener(name, sign, { capture: true, passive: true });
    SIGNS.filter((name) => name !== "scroll").forEach(listen);
    // While a page loads, the browser itself scrolls to where the address leads.
    const settled = () => requestAnimationFrame(() => requestAnimationFrame(() => hasSigned || listen("scroll")));
    if (document.readyState === "complete") settled();
    else window.addEventListener("load", settled);
    const answerAddress = () => [...asleep.keys()].filter(namedInAddress).forEach(rouse);
    for (const figure of [...asleep.keys()]) {
      watcher.observe(figure);
      figure.addEventListener("focusin", () => rouse(figure));
      offerFullScreen(figure);
      offerCopy(figure);
    }
    answerAddress();
    window.addEventListener("hashchange", answerAddress);
  }

  // --- what every figure offers, asleep or awake ---

  function offerFullScreen(element) {
    const button = element.querySelector("[data-full-screen]");
    if (!button) return;
    if (!document.fullscreenEnabled) {
      button.style.visibility = "hidden"; // its room stays, so that nothing moves
      return;
    }
    button.addEventListener("click", () => (
      document.fullscreenElement ? document.exitFullscreen() : element.requestFullscreen()
    ));
    element.addEventListener("fullscreenchange", () => {
      button.textContent = document.fullscreenElement === element ? "Leave full screen" : "Full screen";
    });
  }

  function offerCopy(element) {
    const button = element.querySelector("[data-copy]");
    if (!button) return;
    button.addEventListener("click", async () => {
      const snippet = element.querySelector("[data-snippet]");
      const says = button.parentElement.querySelector("[role=status]");
      getSelection().selectAllChildren(snippet);
      try {
        await navigator.clipboard.writeText(snippet.textContent);
        says.textContent = "Copied.";
      } catch { // over plain http and from disk some browsers refuse
        says.textContent = document.execCommand("copy") ? "Copied." : "It is selected: copy it with your keyboard.";
      }
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
  else watch();
})();
