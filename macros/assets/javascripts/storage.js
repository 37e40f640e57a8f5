// A browser that keeps nothing for this site throws at whoever asks. Then a memory that lasts as long as the page
// stands in, so that nothing but the memory of choices is lost. It comes before the theme's own scripts.
(() => {
  "use strict";

  class Memory {
    #kept = new Map();

    get length() {
      return this.#kept.size;
    }

    key(n) {
      return [...this.#kept.keys()][n] ?? null;
    }

    getItem(key) {
      return this.#kept.get(`${key}`) ?? null;
    }

    setItem(key, value) {
      this.#kept.set(`${key}`, `${value}`);
    }

    removeItem(key) {
      this.#kept.delete(`${key}`);
    }

    clear() {
      this.#kept.clear();
    }
  }

  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      window[name].getItem("");
    } catch {
      Object.defineProperty(window, name, { value: new Memory(), configurable: true });
    }
  }
})();
