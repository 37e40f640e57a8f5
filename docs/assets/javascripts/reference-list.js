/* Filter and sort of the reference page. Without this script the list stands whole. */
(function () {
  "use strict";

  const list = document.querySelector("[data-list]");
  const tools = document.querySelector("[data-list-tools]");
  if (!list || !tools) return;

  const works = [...list.children].map((item) => ({
    item,
    number: Number(item.dataset.number),
    author: item.dataset.author,
    year: Number(item.dataset.year),
    cited: Number(item.dataset.cited),
    grade: item.dataset.grade,
    words: plain(item.textContent + " " + item.dataset.number),
  }));
  const shows = {
    "": () => true,
    cited: (work) => work.cited > 0,
    caveat: (work) => "caveat" in work.item.dataset,
    free: (work) => "free" in work.item.dataset,
    title: (work) => "titleOnly" in work.item.dataset,
  };
  const orders = {
    number: (a, b) => a.number - b.number,
    author: (a, b) => a.author.localeCompare(b.author) || a.year - b.year,
    newest: (a, b) => b.year - a.year || a.number - b.number,
    oldest: (a, b) => a.year - b.year || a.number - b.number,
    cited: (a, b) => b.cited - a.cited || a.number - b.number,
  };

  /* Accents do not matter to the search: "boing" finds "Böing". */
  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function update() {
    const words = plain(tools.elements.words.value).split(/\s+/).filter(Boolean);
    const grade = tools.elements.grade.value;
    const show = shows[tools.elements.show.value];
    let count = 0;
    for (const work of works) {
      const fits = show(work) && (!grade || work.grade === grade) && words.every((word) => work.words.includes(word));
      work.item.hidden = !fits;
      count += fits;
    }
    works.sort(orders[tools.elements.sort.value]);
    list.append(...works.map((work) => work.item));
    tools.querySelector("[data-list-count]").textContent =
      count === works.length ? "All " + count + " works" : count + " of " + works.length + " works";
    tools.querySelector("[data-list-empty]").hidden = count > 0;
  }

  /* A link to a work that the filter hides shows the whole list again. */
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
})();
