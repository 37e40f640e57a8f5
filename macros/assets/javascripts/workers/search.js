// Stands before the theme's search. It brings the theme's script and the documents when somebody searches, so that
// no page pays for them, and puts a reader's question into words of the index: accents and Greek letters folded,
// question words left out, each word with its other forms and with words that mean the same.
(() => {
  "use strict";

  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  // BM25F over the words of a question: what a match counts for in each field, how much a field's length matters
  // there, and how soon one more match adds nothing.
  const FIELDS = { title: { weight: 8, length: 0.3 }, words: { weight: 3, length: 0.5 }, text: { weight: 1, length: 0.5 } };
  const ENOUGH = 8;
  // What a form of a word, the begin of a longer word and a word that means the same count for, against the word itself.
  const FORM = 0.9, BEGIN = 0.6, ALIKE = 0.6;
  const SHORTEST_ROOT = 5;

  // From disk the theme runs its worker in a frame, where a script is asked for by an element.
  const here = self.document ? document.currentScript.src : location.href;
  const answer = self.postMessage.bind(self);
  const passed = new WeakSet();
  let setup, started, newest, whenReady, places, usual, stems;

  addEventListener("message", (event) => {
    if (passed.has(event)) return;
    event.stopImmediatePropagation();
    const { type, data } = event.data;
    if (type === SETUP) {
      setup = data;
      answer({ type: READY });
    } else if (type === QUERY) {
      search(data);
    }
  });

  async function search(question) {
    newest = question;
    if (!question.trim()) return answer({ type: RESULT, data: { items: [] } });
    try {
      started ??= start();
      await started;
    } catch {
      started = undefined;
      return answer({ type: RESULT, data: { items: [] } });
    }
    if (newest === question) pass({ type: QUERY, data: terms(question) });
  }

  async function start() {
    const { worker, documents, name } = setup.config.course;
    await importScripts(new URL(worker, here).href, new URL(`../../../${documents}`, here).href);
    const docs = self[name];
    measure(docs);
    teach(self.lunr);
    const ready = new Promise((resolve) => { whenReady = resolve; });
    self.postMessage = (message) => (message.type === READY ? whenReady() : answer(message));
    pass({ type: SETUP, data: { ...setup, docs } });
    await ready;
  }

  // Hands a message on to the theme's own listener.
  function pass(data) {
    const event = new MessageEvent("message", { data });
    passed.add(event);
    dispatchEvent(event);
  }

  // Without accents, and Greek letters by their names.
  function folded(text) {
    const { letters } = setup.config.course;
    const bare = text.normalize("NFKD").replace(/\p{Mn}/gu, "");
    return bare.replace(/\p{Script=Greek}/gu, (letter) => letters[letter.toLowerCase()] ?? letter);
  }

  // The question in the words that carry it; a question with the search's own signs stays as it is.
  function terms(question) {
    const plain = folded(question.toLowerCase());
    if (/["*~^]|(?:^|\s)[+-]|\w:/.test(plain)) return plain;
    const words = plain.split(new RegExp(setup.config.separator)).filter(Boolean);
    const telling = words.filter((word) => !isIdle(word));
    return (telling.length ? telling : words).join(" ");
  }

  function isIdle(word) {
    return !self.lunr.stopWordFilter(word) || setup.config.course.ignore.includes(word);
  }

  function teach(lunr) {
    const fold = (token) => token.update(folded);
    lunr.Pipeline.registerFunction(fold, "fold");
    const add = lunr.Builder.prototype.add;
    lunr.Builder.prototype.add = function (...args) {
      this.pipeline.remove(fold);
      this.pipeline.add(fold);
      return add.apply(this, args);
    };
    lunr.Index.prototype.search = function (text) {
      stems ??= new Map(Object.keys(this.invertedIndex).map((term) => [term, stemOf(term)]));
      const sought = [];
      const found = this.query((query) => {
        new lunr.QueryParser(text, query).parse();
        query.clauses = query.clauses.flatMap((clause) => widened(clause, sought));
      });
      return sought.length ? ranked(found, sought) : found;
    };
  }

  // A word in all the forms that the index has of it; `sought` gets what each form is worth.
  function widened(clause, sought) {
    const { OPTIONAL } = self.lunr.Query.presence;
    if (clause.presence !== OPTIONAL || clause.editDistance || !clause.term.endsWith("*")) return [clause];
    const word = clause.term.slice(0, -1);
    const stem = stemOf(word);
    const like = new Set(setup.config.course.alike.map((row) => row.map(stemOf)).filter((row) => row.includes(stem)).flat());
    const worthOf = (term, its) => {
      if (term === word) return 1;
      if (sameRoot(its, stem)) return FORM;
      if (term.startsWith(word)) return BEGIN;
      return like.has(its) ? ALIKE : 0;
    };
    const forms = new Map([...stems].map(([term, its]) => [term, worthOf(term, its)]).filter(([, worth]) => worth));
    sought.push(forms);
    return [...forms.keys()].map((term) => ({ ...clause, term }));
  }

  // Whether two stems are of one root: "discov" of "discovered" and "discoveri" of "discovery".
  function sameRoot(one, other) {
    const [short, long] = one.length < other.length ? [one, other] : [other, one];
    return one === other || (short.length >= SHORTEST_ROOT && long.startsWith(short));
  }

  function stemOf(word) {
    return self.lunr.stemmer(new self.lunr.Token(word)).toString();
  }

  // How long each field of each place is, and of a usual one.
  function measure(docs) {
    const fields = Object.keys(FIELDS);
    const lengths = (doc) => Object.fromEntries(fields.map((field) => [field, doc[field]?.length ?? 0]));
    places = new Map(docs.map((doc) => [doc.location, { weight: doc.weight ?? 1, lengths: lengths(doc) }]));
    usual = Object.fromEntries(fields.map((field) => {
      const filled = [...places.values()].map((place) => place.lengths[field]).filter(Boolean);
      return [field, filled.reduce((sum, length) => sum + length, 0) / filled.length];
    }));
  }

  function ranked(found, sought) {
    const counts = found.map((result) => sought.map((forms) => frequency(result, forms)));
    const rarity = sought.map((_, word) => {
      const holding = counts.filter((count) => count[word] > 0).length;
      return Math.log(1 + (places.size - holding + 0.5) / (holding + 0.5));
    });
    const whole = rarity.reduce((sum, one) => sum + one, 0);
    return found.map((result, n) => {
      let score = 0, answered = 0;
      counts[n].forEach((count, word) => {
        score += rarity[word] * count / (ENOUGH + count);
        if (count) answered += rarity[word];
      });
      return { ...result, score: score * (answered / whole) * places.get(result.ref).weight };
    }).filter(({ score }) => score > 0);
  }

  // How often a place has a word, in any of its forms, weighed by field.
  function frequency({ ref, matchData }, forms) {
    const { lengths } = places.get(ref);
    let sum = 0;
    for (const [term, fields] of Object.entries(matchData.metadata)) {
      for (const [field, { position }] of Object.entries(forms.has(term) ? fields : {})) {
        const { weight, length } = FIELDS[field];
        sum += forms.get(term) * weight * position.length / (1 - length + length * lengths[field] / usual[field]);
      }
    }
    return sum;
  }
})();
