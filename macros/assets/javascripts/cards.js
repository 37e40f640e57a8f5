/* Cards: what a work is and shows, beside the number that cites it; what a term means.
   Hover, focus, click or tap opens a card; Escape closes it. A card lies in a small script of its own, which is
   fetched when a reader points at its link; where it does not come, the link is a plain link. */
(function () {
  "use strict";

  const LINKS = "a.citation, a.glossary-term, a.work-line";
  const ALL = `${LINKS}, a.claim-mark`;
  /* A line of the list of works opens when it is chosen, and not at every pass. */
  const OPENS_BY_ITSELF = "a.citation, a.glossary-term, a.claim-mark";
  const ROOT = new URL("../../", document.currentScript.src);
  const OPEN_AFTER = 150;
  const CLOSE_AFTER = 300;
  const SCROLLED_ON = 40;
  const FEW_PLACES = 3;
  const brought = new Map();
  let card = null;
  let owner = null;
  let pinned = false;
  let settledAt = 0;
  let timer = 0;

  /* One stop of the Tab key a bracket: its numbers become one link, whose card holds all its works. */
  function joinNumbers(bracket) {
    const numbers = [...bracket.querySelectorAll("a.citation")];
    const link = document.createElement("a");
    link.className = "citation";
    link.href = numbers[0].href;
    link.dataset.keys = numbers.map((number) => number.dataset.keys).join(" ");
    link.textContent = bracket.textContent;
    link.setAttribute("aria-label", "References " + bracket.textContent.slice(1, -1));
    bracket.replaceWith(link);
  }

  /* --- What a card holds --------------------------------------------------------------------- */

  function claimOf(link) {
    if (link.matches(".claim-mark")) return link.hash.slice(1);
    const anchor = link.closest("[id^='claim-']") || link.closest("tr")?.querySelector("[id^='claim-']");
    return anchor ? anchor.id : "";
  }

  function citationsOf(mark) {
    return window.claimsShownAt(claimOf(mark)).flatMap((claim) => [...claim.querySelectorAll("a.citation")]);
  }

  /* The names of the cards that a link opens. */
  function names(link) {
    if (link.dataset.term) return ["terms/" + link.dataset.term];
    const links = link.matches(".claim-mark") ? citationsOf(link) : [link];
    return [...new Set(links.flatMap((one) => one.dataset.keys.split(" ")))].map((key) => "works/" + key);
  }

  /* The HTML of a card, fetched once; asked for again where it did not come. */
  function bring(name) {
    if (!brought.has(name)) {
      brought.set(
        name,
        new Promise((come, failed) => {
          const script = document.createElement("script");
          const [folder, file] = name.split("/");
          script.src = `${window.courseFolders[folder]}${file}.js`;
          script.onload = () => come(window.courseCards[name]);
          script.onerror = () => {
            brought.delete(name);
            failed(new Error(name));
          };
          document.head.append(script);
        }),
      );
    }
    return brought.get(name);
  }

  function bringAll(link) {
    return Promise.all(names(link).map(bring));
  }

  /* Addresses in a card begin at the root of the site. */
  function body(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    template.content.querySelectorAll("a").forEach((a) => (a.href = new URL(a.getAttribute("href"), ROOT)));
    return template.content;
  }

  function linkTo(href, words, label) {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = words;
    if (label) link.setAttribute("aria-label", label);
    return link;
  }

  /* The ways to each claim that the numbers stand for; its place in the whole table is told by the works' cards. */
  function waysToClaims(claims, rows) {
    const list = document.createElement("ul");
    list.className = "card-claims";
    for (const claim of claims) {
      const item = document.createElement("li");
      const begin = document.getElementById(claim).textContent.trim().split(/\s+/).slice(0, 5).join(" ");
      const alone = claims.length === 1 || !begin;
      item.append(linkTo("#" + claim, alone ? "Link to this claim" : `Link to “${begin} …”`));
      if (rows.has(claim)) {
        const label = alone ? "" : `“${begin} …” in the table of claims`;
        item.append(" ", linkTo(new URL(rows.get(claim), ROOT), "In the table of claims", label));
      }
      list.append(item);
    }
    return list;
  }

  /* Of the places that cite a work, those where the reader is become ways to the claim. */
  function tellPlaces(content, claims) {
    const rows = new Map();
    for (const places of content.querySelectorAll(".work-places")) {
      for (const item of places.querySelectorAll("li")) {
        if (!claims.includes(item.dataset.claim)) continue;
        rows.set(item.dataset.claim, item.dataset.row);
        item.remove();
      }
      const others = places.querySelectorAll("li").length;
      const words = "Also cited in " + others + (others === 1 ? " other place" : " other places");
      if (claims.length) places.querySelector("summary").textContent = words;
      if (others === 0) places.remove();
      else places.open = others <= FEW_PLACES;
    }
    return rows;
  }

  function fill(link, htmls) {
    const content = document.createElement("div");
    content.append(...htmls.map(body));
    const at = claimOf(link);
    const claims = at ? idsShownAt(at) : [];
    const rows = tellPlaces(content, claims);
    if (claims.length) content.append(waysToClaims(claims, rows));
    card.querySelector(".card-content").replaceWith(content);
    content.className = "card-content";
  }

  function idsShownAt(id) {
    const others = document.querySelectorAll(`[data-shown-at="${CSS.escape(id)}"]`);
    return [...others].map((anchor) => anchor.id).concat(id);
  }

  function frame(link) {
    const box = document.createElement("div");
    box.className = "citation-card md-typeset";
    box.id = "citation-card";
    box.tabIndex = -1;
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", link.getAttribute("aria-label") || link.textContent);
    const content = document.createElement("div");
    content.className = "card-content";
    const waiting = document.createElement("p");
    waiting.className = "card-waiting";
    waiting.setAttribute("role", "status");
    waiting.textContent = "A moment …";
    content.append(waiting);
    const close = document.createElement("button");
    close.type = "button";
    close.className = "card-close";
    close.setAttribute("aria-label", "Close this card");
    close.textContent = "×";
    close.addEventListener("click", () => hide(true));
    box.append(content, close);
    box.addEventListener("pointerenter", stopTimer);
    box.addEventListener("pointerleave", closeSoon);
    box.addEventListener("keydown", keepTabOrder);
    return box;
  }

  /* --- Showing and hiding -------------------------------------------------------------------- */

  function isSheet() {
    return getComputedStyle(card).position === "fixed";
  }

  function position() {
    const margin = 8;
    const line = owner.getClientRects()[0] || owner.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    if (isSheet()) {
      /* On a phone the card is a sheet at the bottom: keep its number in sight above it. */
      const hiddenBy = line.bottom + margin - size.top;
      if (hiddenBy > 0) window.scrollBy({ top: hiddenBy, behavior: "instant" });
      settledAt = window.scrollY;
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
    const opened = frame(link);
    card = opened;
    owner = link;
    owner.setAttribute("aria-expanded", "true");
    window.claimsShownAt(claimOf(owner)).forEach((claim) => claim.classList.add("is-cited"));
    document.body.append(card);
    position();
    bringAll(link).then(
      (htmls) => {
        if (card !== opened) return;
        fill(link, htmls);
        position();
      },
      () => {
        if (card !== opened) return;
        const wanted = pinned;
        hide(card.contains(document.activeElement));
        if (wanted) location.assign(link.matches(".claim-mark") ? citationsOf(link)[0].href : link.href);
      },
    );
  }

  function hide(giveBack) {
    stopTimer();
    if (!card) return;
    const back = giveBack ? owner : null;
    owner.setAttribute("aria-expanded", "false");
    document.querySelectorAll(".is-cited").forEach((claim) => claim.classList.remove("is-cited"));
    card.remove();
    card = owner = null;
    pinned = false;
    if (back) {
      back.dataset.quiet = "";
      back.focus({ preventScroll: true });
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
    const shown = [...stops].filter((stop) => stop.checkVisibility());
    const here = document.activeElement;
    if (event.shiftKey && (here === shown[0] || here === card)) {
      event.preventDefault();
      hide(true);
    } else if (!event.shiftKey && here === shown[shown.length - 1]) {
      hide(true);
    }
  }

  /* --- What the reader does ------------------------------------------------------------------ */

  /* The link that a target stands in; in a card all links are plain. */
  function linkAt(target) {
    const link = target instanceof Element ? target.closest(ALL) : null;
    return link && !link.closest(".citation-card") ? link : null;
  }

  document.addEventListener("pointerover", (event) => {
    const link = linkAt(event.target);
    if (!link || event.pointerType === "touch" || pinned) return;
    bringAll(link).catch(() => {});
    stopTimer();
    if (link.matches(OPENS_BY_ITSELF)) timer = setTimeout(() => show(link), OPEN_AFTER);
  });
  document.addEventListener("pointerout", (event) => {
    if (linkAt(event.target)) closeSoon();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event.target);
    const opens = link?.matches(OPENS_BY_ITSELF) && link.dataset.quiet === undefined;
    if (opens && link.matches(":focus-visible")) show(link);
    else if (card && !link && !card.contains(event.target)) hide(false);
  });
  document.addEventListener("click", (event) => {
    const link = linkAt(event.target);
    const plain = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    /* A mark is the permalink of its claim; a finger, which cannot hover, gets its card. */
    const opens = link && !plain && (link.matches(LINKS) || event.pointerType === "touch");
    if (opens) {
      event.preventDefault();
      show(link);
      pinned = true;
      card.focus({ preventScroll: true });
    } else if (card && (!card.contains(event.target) || event.target.closest("a[href*='#claim-']"))) {
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
  /* A reader who scrolls on has done with a sheet that covers the page. */
  window.addEventListener("scroll", () => {
    if (card && isSheet() && Math.abs(window.scrollY - settledAt) > SCROLLED_ON) hide(card.contains(document.activeElement));
  });

  document.querySelectorAll("span.citations").forEach(joinNumbers);
  document.querySelectorAll(LINKS).forEach((link) => {
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
  });
})();
