/* Finding in the long lists, and opening a work.
   A finder looks through what stands on the page, or through scripts that are brought when a reader first asks.
   A tool says what it compares: data-words (any text), data-token (one word of an item's field), data-flag (the
   item has the field), data-sort. What was asked for stands in the address. */
(function () {
  "use strict";

  const AT_ONCE = 50;
  const GREEK =
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega".split(" ");
  const LETTERS = { ø: "o", ł: "l", đ: "d", ß: "ss", æ: "ae", œ: "oe", ı: "i" };

  /* Accents, Greek letters, capitals and kinds of hyphen do not matter: "boing" finds "Böing", "tgf-beta" "TGF-β". */
  function plain(text) {
    return text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[α-ω]/g, (letter) => GREEK[letter.codePointAt(0) - 0x3b1])
      .replace(/[øłđßæœı]/g, (letter) => LETTERS[letter])
      .replace(/[‐‑–−]/g, "-");
  }

  /* A part of a list: a script that leaves it in window.courseLists; asked for again where it did not come. */
  const brought = new Map();
  function bring(name) {
    if (!brought.has(name)) {
      const coming = new Promise((come, failed) => {
        const script = document.createElement("script");
        script.src = `${window.courseFolders.lists}${name}.js`;
        script.onload = () => come(window.courseLists[name]);
        script.onerror = () => {
          brought.delete(name);
          failed(new Error(name));
        };
        document.head.append(script);
      });
      brought.set(name, coming);
    }
    return brought.get(name);
  }

  /* --- Works: what was seen of one, and where it is cited, is brought when a reader asks for it ---- */

  async function openWork(work, open) {
    const button = work.querySelector(".work-opener");
    button.setAttribute("aria-expanded", open);
    let about = work.querySelector(".work-about");
    if (!about) {
      about = document.createElement("div");
      about.className = "work-about";
      about.setAttribute("role", "status");
      work.append(about);
    }
    about.hidden = !open;
    if (!open || about.children.length) return;
    try {
      const part = await bring(button.dataset.part);
      about.removeAttribute("role");
      about.innerHTML = part[work.id.slice("ref-".length)];
    } catch {
      about.textContent = "It did not come. Close and open this again.";
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".work-opener");
    if (button) openWork(button.closest(".work-entry"), button.getAttribute("aria-expanded") === "false");
  });

  function target() {
    try {
      return location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    } catch {
      return null; // a hash that is no text
    }
  }

  function openTarget() {
    const work = target();
    if (work && work.querySelector(".work-opener")) openWork(work, true);
  }

  window.addEventListener("hashchange", openTarget);

  /* --- What a finder looks through ------------------------------------------------------------- */

  function onThisPage() {
    const lists = [...document.querySelectorAll("[data-list-items]")];
    let items = null;
    let findings = null;

    function read() {
      const elements = lists.flatMap((list) => [...list.children]);
      return elements.map((element, place) => {
        const said = [...element.querySelectorAll(".work-text, .grade, .work-warning")];
        const words = plain(said.map((part) => part.textContent).join(" "));
        return { ...element.dataset, element, place, list: element.parentElement, plain: words };
      });
    }

    /* Words of what was seen are looked through as well, from the scripts that hold them. */
    async function withFindings() {
      const parts = [...new Set(items.map((item) => item.element.querySelector(".work-opener").dataset.part))];
      const seen = Object.assign({}, ...(await Promise.all(parts.map(bring))));
      const text = document.createElement("template");
      for (const item of items) {
        text.innerHTML = seen[item.element.id.slice("ref-".length)];
        text.content.querySelector(".work-places")?.remove();
        item.plain += " " + plain(text.content.textContent);
      }
    }

    return {
      async items(wanted) {
        items = items || read();
        if (wanted.words) await (findings = findings || withFindings());
        return items;
      },
      show(found) {
        const shown = new Set(found);
        for (const item of items) item.element.hidden = !shown.has(item);
        for (const list of lists) {
          const own = found.filter((item) => item.list === list);
          if (own.some((item, n) => n && item.element.compareDocumentPosition(own[n - 1].element) & 4)) {
            list.append(...own.map((item) => item.element));
          }
        }
        return found.length;
      },
      restore() {
        if (!items) return;
        const inOrder = [...items].sort((a, b) => a.place - b.place);
        this.show(inOrder);
      },
    };
  }

  function inScripts(finder) {
    const names = finder.dataset.sources.split(" ");
    const results = finder.querySelector("[data-list-results]");
    const list = results.querySelector("[data-list-items]");
    const more = results.querySelector("[data-list-more]");
    const overview = finder.querySelector("[data-list-overview]");
    let rest = [];

    function showSome() {
      const some = rest.slice(0, AT_ONCE);
      rest = rest.slice(AT_ONCE);
      list.insertAdjacentHTML("beforeend", some.map((item) => item.html).join(""));
      more.hidden = rest.length === 0;
    }

    function turn(found) {
      results.hidden = !found;
      overview.hidden = found;
    }

    more.addEventListener("click", () => {
      const before = list.children.length;
      showSome();
      list.children[before].querySelector("a").focus();
      finder.dispatchEvent(new Event("more"));
    });

    return {
      /* Of one chapter its own script is enough. */
      async items(wanted) {
        const own = names.filter((name) => wanted.chapter && name.endsWith("-" + wanted.chapter));
        turn(true);
        const parts = await Promise.all((own.length ? own : names).map(bring));
        return parts.flat().map((item, place) => {
          item.place = place;
          item.plain ??= plain(item.words);
          return item;
        });
      },
      show(found) {
        list.replaceChildren();
        rest = found;
        showSome();
        return list.children.length;
      },
      shown: () => list.children.length,
      restore() {
        list.replaceChildren();
        turn(false);
      },
    };
  }

  /* --- A finder --------------------------------------------------------------------------------- */

  const TESTS = {
    words: (item, wanted) => plain(wanted).split(/\s+/).every((word) => item.plain.includes(word)),
    token: (item, wanted, name) => (item[name] || "").split(" ").includes(wanted.toLowerCase()),
    flag: (item, wanted) => wanted in item,
  };

  /* "year", or "-year" for the largest first; what is equal keeps the list's own order. */
  function order(rule) {
    const down = rule.startsWith("-");
    const name = rule.replace("-", "");
    const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    return (a, b) => {
      const difference = name ? compare(a[name] || "", b[name] || "") : 0;
      return (down ? -difference : difference) || a.place - b.place;
    };
  }

  function setUp(finder) {
    const { what, total, sources } = finder.dataset;
    const form = finder.querySelector("form");
    const fields = [...form.querySelectorAll("input, select")];
    const count = form.querySelector("[data-list-count]");
    const reset = form.querySelector("[data-list-reset]");
    const source = sources ? inScripts(finder) : onThisPage();
    let latest = 0;

    function wanted() {
      return Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]).filter(([, value]) => value));
    }

    function fits(item, asked) {
      return fields.every((field) => {
        const kind = Object.keys(TESTS).find((name) => name in field.dataset);
        return !kind || !asked[field.name] || TESTS[kind](item, asked[field.name], field.name);
      });
    }

    function tell(found, shown) {
      const some = found === 1 ? what.replace(/s$/, "") : what;
      if (!found) count.textContent = `No ${what.replace(/s$/, "")} fits; ask for less.`;
      else count.textContent = `${found} of ${total} ${some}${shown < found ? `, the first ${shown} shown` : ""}`;
    }

    async function update() {
      const turn = ++latest;
      const asked = wanted();
      const any = Object.keys(asked).length > 0;
      reset.hidden = !any;
      if (!any) {
        count.textContent = `All ${total} ${what}`;
        return source.restore();
      }
      try {
        const waiting = setTimeout(() => (count.textContent = "Looking …"), 300);
        const items = await source.items(asked);
        clearTimeout(waiting);
        if (turn !== latest) return;
        const found = items.filter((item) => fits(item, asked)).sort(order(asked.sort || ""));
        tell(found.length, source.show(found));
        finder.addEventListener("more", () => turn === latest && tell(found.length, source.shown()));
      } catch {
        count.textContent = "A part of the list did not come. Try again.";
      }
    }

    /* To ask for something and to ask for nothing are steps that Back undoes; what lies between refines a question. */
    function keepInAddress() {
      const url = new URL(location.href);
      const old = url.search;
      url.hash = "";
      url.search = new URLSearchParams(wanted());
      if (url.search === old) return;
      try {
        history[old && url.search ? "replaceState" : "pushState"](null, "", url);
      } catch { /* from disk some browsers refuse; the list is found in all the same */ }
    }

    function readAddress() {
      const asked = new URLSearchParams(location.search);
      for (const field of fields) {
        field.value = asked.get(field.name) || "";
        if (field.selectedIndex === -1) field.value = "";
      }
      return update();
    }

    /* An address of a row in the one table that there once was leads on to the row. */
    async function leadOn() {
      const id = location.hash.slice(1);
      if (!sources || !id.startsWith("ledger-") || target()) return;
      const items = await source.items({});
      const there = items.find((item) => item.address.endsWith("#" + id));
      if (there) return location.replace(there.address);
      source.restore();
      count.textContent = `The address asks for a row that is not here: ${id}`;
    }

    /* A link to an item that is hidden by what was asked for shows the whole list again. */
    function showTarget() {
      const item = target();
      if (item && item.closest("[hidden]")) {
        for (const field of fields) field.value = "";
        update();
        item.scrollIntoView();
      }
    }

    form.addEventListener("input", () => {
      keepInAddress();
      update();
    });
    form.addEventListener("reset", () =>
      setTimeout(() => {
        keepInAddress();
        update();
        fields[0].focus();
      }),
    );
    form.addEventListener("submit", (event) => event.preventDefault());
    finder.querySelectorAll("[data-query]").forEach((link) => (link.href = "?" + link.dataset.query));
    window.addEventListener("hashchange", () => {
      showTarget();
      leadOn();
    });
    window.addEventListener("popstate", () => location.hash || readAddress());
    if (location.search.length > 1) readAddress().then(showTarget);
    leadOn();
  }

  /* Once the script of every page, which knows where the parts of lists lie, has run. */
  document.addEventListener("DOMContentLoaded", () => {
    openTarget();
    document.querySelectorAll("[data-finder]").forEach(setUp);
  });
})();
