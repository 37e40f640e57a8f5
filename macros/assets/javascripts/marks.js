/* The reader's choice of how claims show their evidence: words, icons or off.
   Kept in this browser only, where the browser allows it. */
(function () {
  "use strict";

  const KEY = "course-marks";

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
  form.hidden = false;
  form.addEventListener("change", (event) => {
    if (event.target.name === "kind") return showKind(event.target.value);
    document.body.dataset.marks = event.target.value;
    store(event.target.value);
  });

  /* Underline the claims that rest on one kind of study, and say how many there are. */
  function showKind(kind) {
    let count = 0;
    for (const mark of document.querySelectorAll(".claim-mark")) {
      const chosen = Boolean(kind) && mark.querySelector(".grade-" + kind) !== null;
      const anchor = document.getElementById(mark.hash.slice(1));
      const claim = anchor && anchor.textContent.trim() ? anchor : mark.closest("tr");
      if (claim) claim.classList.toggle("is-chosen", chosen);
      count += chosen;
    }
    form.querySelector("[data-mark-count]").textContent = kind ? count + (count === 1 ? " claim" : " claims") : "";
  }
})();
