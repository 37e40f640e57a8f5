/* Boxes that are closed in sight: <div class="disclosure"><button class="disclosure-button" aria-controls=…>, body.
   Without scripts and on paper the styles leave them open. What the address leads to is never left in a closed box. */
(() => {
  "use strict";

  function set(box, open) {
    box.classList.toggle("is-open", open);
    box.querySelector(".disclosure-button").setAttribute("aria-expanded", open);
  }

  function target() {
    try {
      return location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    } catch {
      return null; // a hash that is no text
    }
  }

  /* Opens every closed box round the target of the address; whether there was one. */
  function openFor(element) {
    let opened = false;
    for (let box = element; box; box = box.parentElement) {
      const isClosed = box.matches(".disclosure:not(.is-open), details:not([open])");
      if (!isClosed || (box === element && box.matches("details"))) continue; // a question does not show its answer
      opened = true;
      if (box.matches("details")) box.open = true;
      else set(box, true);
    }
    return opened;
  }

  function answerAddress() {
    const element = target();
    if (!element || !openFor(element)) return;
    const isTall = element.offsetHeight > window.innerHeight / 2;
    element.scrollIntoView({ block: isTall ? "start" : "center" });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".disclosure-button");
    if (!button) return;
    const box = button.closest(".disclosure");
    set(box, !box.classList.contains("is-open"));
  });
  window.addEventListener("hashchange", answerAddress);
  answerAddress();
  // A link to the place where the reader is already changes no hash.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='#']");
    if (link && link.hash && link.hash === location.hash && link.pathname === location.pathname) setTimeout(answerAddress);
  });
})();
