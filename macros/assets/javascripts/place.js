// Remembers, in the reader's own browser, the chapter and section read last, and leads back to it.
(() => {
  "use strict";

  const KEY = "place";
  const article = document.querySelector("article");

  function titleOf(heading) {
    const copy = heading.cloneNode(true);
    copy.querySelectorAll(".headerlink").forEach((link) => link.remove());
    return copy.textContent.trim();
  }

  // The last section that begins in the upper half of the window.
  function section() {
    const begun = [...article.querySelectorAll("h2[id], h3[id]")].filter((heading) => heading.getBoundingClientRect().top < innerHeight / 2);
    return begun.at(-1);
  }

  function remember() {
    const now = section();
    const page = location.pathname.slice(__md_scope.pathname.length);
    const chapter = titleOf(article.querySelector("h1"));
    __md_set(KEY, { page, chapter, hash: now ? `#${now.id}` : "", section: now ? titleOf(now) : "" });
  }

  function leadBack(target) {
    const place = __md_get(KEY);
    if (!place?.page) return;
    const link = document.createElement("a");
    link.href = new URL(place.page + place.hash, __md_scope);
    link.textContent = "Continue where you left";
    const where = document.createElement("span");
    where.className = "continue-where";
    where.textContent = [place.chapter, place.section].filter(Boolean).join(": ");
    target.replaceChildren(link, where);
  }

  document.querySelectorAll("[data-continue]").forEach(leadBack);
  if (article?.querySelector(".chapter-head")) {
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && remember());
    window.addEventListener("pagehide", remember);
  }
})();
