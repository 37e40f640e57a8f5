/* The reader's choice of how claims show their evidence: icons, words or off.
   Kept in this browser only, where the browser allows it. */
(function () {
  "use strict";

  const KEY = "course-marks";

  /* What a reader sees of the claims whose works are shown at one of them: that claim, and those before it
     that rest on the very same works. */
  window.claimsShownAt = function (id) {
    const anchors = [document.getElementById(id), ...document.querySelectorAll(`[data-shown-at="${CSS.escape(id)}"]`)];
    const shown = anchors.map((anchor) => (anchor && !anchor.textContent.trim() ? anchor.closest("tr") : anchor));
    return shown.filter(Boolean);
  };

  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch (error) {
      return null;
    }
  }

  function store(value) {
    try {
      localStorage.setItem(KEY, value);
    } catch (error) {
      /* A browser without storage forgets the choice at the next page. */
    }
  }

  const form = document.querySelector("[data-mark-choice]");
  if (!form) return;
  const choices = [...form.elements.marks];
  const chosen = choices.find((choice) => choice.value === stored()) || choices[0];
  chosen.checked = true;
  document.body.dataset.marks = chosen.value;
  form.addEventListener("change", (event) => {
    if (event.target.name === "kind") return showKind(event.target.value);
    document.body.dataset.marks = event.target.value;
    store(event.target.value);
  });

  /* Underline the claims that rest on one kind of study, and say how many there are. */
  function showKind(kind) {
    document.querySelectorAll(".is-chosen").forEach((claim) => claim.classList.remove("is-chosen"));
    const marks = kind ? document.querySelectorAll(`.claim-mark:has(.grade-${CSS.escape(kind)})`) : [];
    const claims = new Set([...marks].flatMap((mark) => window.claimsShownAt(mark.hash.slice(1))));
    claims.forEach((claim) => claim.classList.add("is-chosen"));
    const count = claims.size + (claims.size === 1 ? " claim" : " claims");
    form.querySelector("[data-mark-count]").textContent = kind ? count : "";
  }
})();
