// Says so when an address names a place that is not on its page, and opens the search for whoever asks for it.
(() => {
  "use strict";

  const notice = document.createElement("div");
  notice.className = "address-notice";
  notice.setAttribute("role", "status");
  document.body.append(notice);

  // The place that the address names, if the page should have it. The theme's own switches begin with two low lines.
  function named() {
    const hash = location.hash.slice(1).split(":~:")[0];
    if (!hash || hash.startsWith("__")) return "";
    try {
      return decodeURIComponent(hash);
    } catch {
      return hash; // no text in the coding of addresses
    }
  }

  function isThere(name) {
    return document.getElementById(name) || document.getElementsByName(name).length || name === "top";
  }

  function button(text, onClick) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "plain-button";
    made.textContent = text;
    made.addEventListener("click", onClick);
    return made;
  }

  function look() {
    const name = named();
    notice.replaceChildren();
    if (!name || isThere(name)) return;
    const words = document.createElement("p");
    words.textContent = `The address names a place that is not on this page: “${name}”. It may have been renamed or moved.`;
    notice.append(words, button("Search", openSearch), button("Close", () => notice.replaceChildren()));
  }

  function openSearch() {
    notice.replaceChildren();
    document.querySelector("[data-md-component=search-query]")?.focus();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-open-search]")) openSearch();
  });
  window.addEventListener("hashchange", look);
  // Other scripts may still add places.
  window.addEventListener("load", look);
})();
