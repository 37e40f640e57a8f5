/* Cards: what a work is and shows, beside the number that cites it; what a term means.
   Hover, focus, click or tap opens a card; Escape closes it. The card is a copy of an entry
   at the end of the page; without this script a number or a term is a plain link. */
(function () {
  "use strict";

  const SELECTOR = "a.citation, a.glossary-term";
  const OPEN_AFTER = 150;
  const CLOSE_AFTER = 300;
  let card = null;
  let owner = null;
  let pinned = false;
  let timer = 0;

  function entries(link) {
    if (link.dataset.term) return [document.getElementById("gloss-" + link.dataset.term)].filter(Boolean);
    return link.dataset.keys.split(" ").map((key) => document.getElementById("cite-" + key)).filter(Boolean);
  }

  function placeOf(link) {
    const claim = link.closest(".claim") || link.closest("tr, li, figure");
    const anchor = claim && (claim.id ? claim : claim.querySelector(".claim[id]"));
    return anchor ? anchor.id : "";
  }

  function body(entry, place) {
    const copy = entry.querySelector(".work-body").cloneNode(true);
    if (entry.dataset.number) {
      const number = document.createElement("p");
      number.className = "card-number";
      number.textContent = "Reference " + entry.dataset.number;
      copy.prepend(number);
    }
    const details = copy.querySelector("details.work-places");
    if (details) {
      details.querySelectorAll("a").forEach((a) => {
        if (place && a.hash === "#" + place) a.closest("li").remove();
      });
      const others = details.querySelectorAll("li").length;
      if (others === 0) {
        const nowhere = document.createElement("p");
        nowhere.className = "work-places";
        nowhere.textContent = "Cited nowhere else in the course.";
        details.replaceWith(nowhere);
      } else {
        details.open = true;
        details.querySelector("summary").textContent =
          "Also cited in " + others + (others === 1 ? " other place" : " other places");
      }
    }
    return copy;
  }

  function build(link) {
    const works = entries(link);
    if (!works.length) return null;
    const box = document.createElement("div");
    box.className = "citation-card md-typeset";
    box.id = "citation-card";
    box.tabIndex = -1;
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", link.getAttribute("aria-label"));
    const close = document.createElement("button");
    close.type = "button";
    close.className = "card-close";
    close.setAttribute("aria-label", "Close this card");
    close.textContent = "×";
    close.addEventListener("click", () => hide(true));
    box.append(...works.map((work) => body(work, placeOf(link))), close);
    box.addEventListener("pointerenter", stopTimer);
    box.addEventListener("pointerleave", closeSoon);
    box.addEventListener("keydown", keepTabOrder);
    return box;
  }

  function position() {
    const margin = 8;
    const line = owner.getClientRects()[0] || owner.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    if (getComputedStyle(card).position === "fixed") {
      /* On a phone the card is a sheet at the bottom: keep its number in sight above it. */
      const hiddenBy = line.bottom + margin - size.top;
      if (hiddenBy > 0) window.scrollBy(0, hiddenBy);
      return;
    }
    const width = document.documentElement.clientWidth;
    const left = Math.max(margin, Math.min(line.left - 16, width - size.width - margin));
    const header = document.querySelector(".md-header");
    const ceiling = header ? header.getBoundingClientRect().bottom : 0;
    const above = line.top - size.height - margin;
    const below = line.bottom + margin;
    const fitsBelow = below + size.height < window.innerHeight;
    const top = fitsBelow || above < ceiling ? below : above;
    card.style.left = left + window.scrollX + "px";
    card.style.top = top + window.scrollY + "px";
  }

  function show(link) {
    stopTimer();
    if (owner === link) return;
    hide(false);
    card = build(link);
    if (!card) return;
    owner = link;
    owner.setAttribute("aria-expanded", "true");
    document.body.append(card);
    position();
  }

  function hide(giveBack) {
    stopTimer();
    if (!card) return;
    const back = giveBack ? owner : null;
    owner.setAttribute("aria-expanded", "false");
    card.remove();
    card = owner = null;
    pinned = false;
    if (back) {
      back.dataset.quiet = "";
      back.focus();
      delete back.dataset.quiet;
    }
  }

  function stopTimer() {
    clearTimeout(timer);
  }

  function closeSoon() {
    stopTimer();
    if (!pinned) timer = setTimeout(() => hide(false), CLOSE_AFTER);
  }

  /* The card lies at the end of the document: leaving it by Tab goes on behind its number. */
  function keepTabOrder(event) {
    if (event.key !== "Tab") return;
    const stops = card.querySelectorAll("a[href], button, summary");
    const first = stops[0];
    const last = stops[stops.length - 1];
    const here = document.activeElement;
    if (event.shiftKey && (here === first || here === card)) {
      event.preventDefault();
      hide(true);
    } else if (!event.shiftKey && here === last) {
      hide(true);
    }
  }

  function citation(target) {
    return target instanceof Element ? target.closest(SELECTOR) : null;
  }

  document.addEventListener("pointerover", (event) => {
    const link = citation(event.target);
    if (!link || event.pointerType === "touch" || pinned) return;
    stopTimer();
    timer = setTimeout(() => show(link), OPEN_AFTER);
  });
  document.addEventListener("pointerout", (event) => {
    if (citation(event.target)) closeSoon();
  });
  document.addEventListener("focusin", (event) => {
    const link = citation(event.target);
    if (link && link.dataset.quiet === undefined && link.matches(":focus-visible")) show(link);
    else if (card && !link && !card.contains(event.target)) hide(false);
  });
  document.addEventListener("click", (event) => {
    const link = citation(event.target);
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) && entries(link).length) {
      event.preventDefault();
      show(link);
      pinned = true;
      card.focus({ preventScroll: true });
    } else if (card && !card.contains(event.target)) {
      hide(false);
    } else if (card && event.target.closest("a[href*='#claim-']")) {
      hide(false);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && card) {
      event.stopPropagation();
      hide(card.contains(document.activeElement) || owner === document.activeElement);
    }
  });
  window.addEventListener("resize", () => card && position());

  document.querySelectorAll(SELECTOR).forEach((link) => {
    if (!entries(link).length) return;
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
  });
})();
