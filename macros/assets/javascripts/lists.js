/* Filter and sort of a long list or table: the references, the claims.
   A tool says what it compares: data-words (any text), data-token (one word of the item's
   data-<name>), data-flag (the item has data-<value>), data-sort. Without this script the
   list stands whole. */
(function () {
  "use strict";

  /* Accents do not matter to the search: "boing" finds "Böing". */
  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function setUp(list) {
    const tools = document.querySelector("[data-list-tools]");
    const what = list.dataset.list;
    const items = [...list.children].map((element, place) => ({ element, place, words: plain(element.textContent) }));
    const inputs = [...tools.querySelectorAll("input, select")];

    const tests = {
      words: (item, wanted) => plain(wanted).split(/\s+/).every((word) => item.words.includes(word)),
      token: (item, wanted, name) => (item.element.dataset[name] || "").split(" ").includes(wanted.toLowerCase()),
      flag: (item, wanted) => wanted in item.element.dataset,
    };

    function fits(item) {
      return inputs.every((input) => {
        const wanted = input.value.trim();
        const kind = Object.keys(tests).find((name) => name in input.dataset);
        return !kind || !wanted || tests[kind](item, wanted, input.name);
      });
    }

    /* "year", or "-year" for the largest first; what is equal keeps the list's own order. */
    function order(rule) {
      const down = rule.startsWith("-");
      const name = rule.replace("-", "");
      const value = (item) => item.element.dataset[name] || "";
      return (a, b) => {
        const difference = value(a).localeCompare(value(b), document.documentElement.lang, { numeric: true });
        return (down ? -difference : difference) || a.place - b.place;
      };
    }

    function update() {
      const sort = tools.querySelector("[data-sort]");
      if (sort) {
        items.sort(sort.value ? order(sort.value) : (a, b) => a.place - b.place);
        list.append(...items.map((item) => item.element));
      }
      let count = 0;
      for (const item of items) {
        item.element.hidden = !fits(item);
        count += !item.element.hidden;
      }
      tools.querySelector("[data-list-count]").textContent =
        count === items.length ? "All " + count + " " + what : count + " of " + items.length + " " + what;
      tools.querySelector("[data-list-empty]").hidden = count > 0;
    }

    /* A link to an item that the filter hides shows the whole list again. */
    function showTarget() {
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && target.hidden) {
        tools.reset();
        update();
        target.scrollIntoView();
      }
    }

    tools.hidden = false;
    tools.addEventListener("input", update);
    tools.addEventListener("reset", () => setTimeout(update));
    tools.addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("hashchange", showTarget);
    update();
  }

  document.querySelectorAll("[data-list]").forEach(setUp);
})();
