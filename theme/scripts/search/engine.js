// Finds the sections that answer a query. The index says how much each word says about each section (1–7); here the words of
// the query are matched with the index's, whole or in part or misspelt, and the weights added.

// What a question that the editors wrote weighs beside what the page itself says.
const ASKED = 1.6;
const TOGETHER = 0.3;
// What a stop word weighs beside none, one, two or more words that questions hold: "hur gör man" says much when little else is said.
const UNNOTICED = [0.4, 0.3, 0.15, 0.1];
// What a word weighs that the site does not know.
const UNKNOWN = 0.45;
// A heading that stands in so many places is furniture ("Källor"), no name for what is under it.
const FURNITURE = 3;
// Below this the best result is a guess.
const WEAK = 0.4;
// How many files of postings a word may cost.
const FILES = 3;
const BITS = 3;
const STEPS = 2 ** BITS - 1;

function buildEngine(data) {
  const stop = new Set(data.stop.split(" "));
  const vocabulary = buildVocabulary(data.words.split(" "), [...data.questions, ...data.aliases].flatMap((texts) => texts.slice(-2).flatMap((text) => forms(String(text)))));
  const total = data.ids.length;
  const pageOf = data.pages.flatMap(([, , , sections], page) => Array(sections).fill(page));
  const phrase = (text) => [...new Set(forms(text).map((form) => stem(fold(form))))];

  // Questions: what people ask → the section that answers. A heading is a question that its own section answers.
  const questions = [];
  const holders = new Map();
  const ask = (unit, text, worth) => {
    const terms = phrase(text);
    if (!terms.length) return;
    questions.push({ unit, terms, worth });
    for (const term of terms) {
      if (!holders.has(term)) holders.set(term, new Set());
      holders.get(term).add(unit);
    }
  };
  const standing = new Map();
  for (const heading of data.headings) standing.set(heading, (standing.get(heading) || 0) + 1);
  data.headings.forEach((heading, unit) => standing.get(heading) < FURNITURE && ask(unit, heading, data.ids[unit] ? 0.8 : 0.9));
  for (const [unit, texts] of data.questions) for (const text of texts.split("|")) ask(unit, text, 1);
  const rarity = (number) => Math.log(1 + total / (1 + number)) / Math.log(1 + total);
  const stems = new Set([...stop].map(stem));
  const weights = new Map();
  const askedWeight = (term) => {
    if (!weights.has(term)) weights.set(term, rarity(holders.has(term) ? holders.get(term).size : 0));
    return weights.get(term);
  };
  for (const question of questions) {
    question.loud = question.terms.filter((term) => !stems.has(term)).reduce((sum, term) => sum + askedWeight(term) ** 2, 0);
    question.quiet = question.terms.filter((term) => stems.has(term)).length;
  }
  const aliases = data.aliases.flatMap(([from, to]) => from.split("|").map((text) => [phrase(text), phrase(to.replaceAll("|", " "))]));

  // The query as words, each with the index's words that answer it and how well they do.
  function understand(text, unfinished) {
    const found = forms(text);
    const plain = text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
    const whole = found.slice(-(found.length - plain.length) || found.length).map(fold).filter((form) => vocabulary.has(stem(form)));
    let typed = found.filter((form) => plain.includes(form)).map(fold);
    for (const number of whole.filter((form) => /\d/.test(form))) typed = typed.filter((form) => !number.includes(form));
    typed.push(...whole);
    typed = [...new Set(typed)].slice(0, 24);
    const said = typed.filter((form) => !stop.has(form));
    const tokens = [];
    typed.forEach((form, number) => {
      const last = unfinished && number === typed.length - 1 && !whole.length;
      const quiet = stop.has(form) && said.length > 0;
      for (const match of quiet ? [vocabulary.exact(form)] : vocabulary.match(form, last)) tokens.push({ form, quiet, ...match });
    });
    // Words written apart that the site writes together: oros anmälan.
    typed.forEach((form, number) => {
      const joined = number && stem(typed[number - 1] + form);
      if (!joined || joined.length < 5 || stop.has(form) || !vocabulary.has(joined)) return;
      for (const token of tokens) if (token.form === form || token.form === typed[number - 1]) token.terms.set(joined, 1);
    });
    for (const [from, to] of aliases) {
      const answering = from.map((term) => tokens.find((token) => (token.terms.get(term) || 0) >= 0.7));
      if (answering.length && answering.every(Boolean)) {
        const token = answering.reduce((rarest, other) => (other.form.length > rarest.form.length ? other : rarest));
        for (const term of to) if (!(token.terms.get(term) >= 0.85)) token.terms.set(term, 0.85);
      }
    }
    for (const token of tokens) token.best = [...token.terms].reduce((a, b) => (b[1] > a[1] ? b : a), ["", 0])[0];
    const telling = tokens.filter((token) => !token.quiet && holders.has(token.best)).length;
    const unnoticed = UNNOTICED[Math.min(telling, UNNOTICED.length - 1)];
    for (const token of tokens) token.asked = token.quiet ? unnoticed : token.terms.size ? askedWeight(token.best) : UNKNOWN;
    tokens.unnoticed = unnoticed;
    return tokens;
  }

  // The postings: in the index itself, or in files of which only those are fetched that the query needs most.
  const rows = data.rows || [];
  const ends = [];
  for (const [, number] of data.postings || []) ends.push((ends.at(-1) || 0) + number);
  const fileOf = (number) => ends.findIndex((end) => number < end);
  const filesFor = (tokens) => {
    const needed = new Set();
    for (const token of tokens.filter(({ quiet }) => !quiet)) {
      const places = [...token.terms].sort((a, b) => b[1] - a[1]).map(([term]) => fileOf(vocabulary.number(term)));
      for (const place of [...new Set(places)].slice(0, FILES)) if (place >= 0) needed.add(data.postings[place][0]);
    }
    return [...needed];
  };
  const add = (name, content) => {
    const place = data.postings.findIndex(([file]) => file === name);
    content.forEach((row, number) => { rows[(ends[place - 1] || 0) + number] = row; });
  };
  const postings = (term) => rows[vocabulary.number(term)] || [];

  // Pages in order of how well they answer, each with its sections in order.
  function rank(tokens) {
    const spoken = tokens.filter((token) => !token.quiet);
    const unit = new Float64Array(total);
    const bestOnPage = data.pages.map(() => 0);
    const covered = data.pages.map(() => 0);
    let sum = 0;
    for (const token of spoken) {
      const said = new Float64Array(total);
      let holding = 0;
      for (const [term, weight] of token.terms) {
        if (term === token.best) holding = postings(term).length;
        let at = -1;
        for (const step of postings(term)) {
          at += 1 + (step >> BITS);
          said[at] = Math.max(said[at], (weight * (step & STEPS)) / STEPS);
        }
      }
      const worth = token.terms.size ? Math.max(0.15, rarity(holding)) : UNKNOWN;
      sum += worth;
      const onPage = new Map();
      said.forEach((value, number) => {
        if (!value) return;
        unit[number] += worth * value;
        onPage.set(pageOf[number], Math.max(onPage.get(pageOf[number]) || 0, value));
      });
      for (const [page, value] of onPage) {
        bestOnPage[page] += worth * value;
        covered[page] += worth;
      }
    }
    const asked = answer(tokens);
    const results = [];
    data.pages.forEach(([, worth], page) => results.push({ page, worth, score: 0, sections: [] }));
    unit.forEach((value, number) => {
      const page = results[pageOf[number]];
      const question = asked.get(number) || 0;
      if (!value && !question) return;
      const text = sum ? ((0.5 * value + 0.5 * bestOnPage[page.page]) / sum) * (0.4 + (0.6 * covered[page.page]) / sum) : 0;
      const score = (text + ASKED * question ** 2) * page.worth;
      page.sections.push({ unit: number, score });
      page.score = Math.max(page.score, score);
    });
    for (const page of results) page.sections.sort((a, b) => b.score - a.score || a.unit - b.unit);
    const found = results.filter((page) => page.score > 0).sort((a, b) => b.score - a.score || a.page - b.page);
    return found.length && found[0].score < WEAK ? withFallback(found) : found;
  }

  // Where nothing answers well, the page that the editors chose for it stands second: whoever needs help and finds other words
  // for it than anybody thought of is not left without.
  function withFallback(found) {
    const page = data.otherwise;
    if (page === null || found.slice(0, 2).some((other) => other.page === page)) return found;
    const own = found.find((other) => other.page === page) || { page, score: 0, sections: [{ unit: pageOf.indexOf(page), score: 0 }] };
    const others = found.filter((other) => other !== own);
    return [others[0], own, ...others.slice(1)];
  }

  // How well each section's questions agree with what was asked, 0 to 1: the best of them, and all of them together.
  function answer(tokens) {
    const length = Math.hypot(...tokens.map((token) => token.asked));
    const scores = new Map();
    if (!length) return scores;
    const agreement = new Map();
    const together = new Map();
    for (const { terms, asked } of tokens) {
      const best = new Map();
      for (const [term, weight] of terms) {
        agreement.set(term, Math.max(weight, agreement.get(term) || 0));
        for (const unit of holders.get(term) || []) best.set(unit, Math.max(weight, best.get(unit) || 0));
      }
      for (const [unit, weight] of best) together.set(unit, (together.get(unit) || 0) + (weight * asked ** 2) / length ** 2);
    }
    const { unnoticed } = tokens;
    for (const { unit, terms, worth, loud, quiet } of questions) {
      let sum = 0;
      for (const term of terms) {
        const agreed = agreement.get(term);
        if (agreed) sum += agreed * (stems.has(term) ? unnoticed : askedWeight(term)) ** 2;
      }
      const own = Math.sqrt(loud + quiet * unnoticed ** 2);
      if (sum) scores.set(unit, Math.max(scores.get(unit) || 0, (worth * sum) / (own * length)));
    }
    for (const [unit, best] of scores) scores.set(unit, (1 - TOGETHER) * best + TOGETHER * together.get(unit));
    return scores;
  }

  // Every word of the index that answers the query, with how well: what an excerpt marks.
  function answering(tokens) {
    const terms = new Map();
    for (const token of tokens) if (!token.quiet) for (const [term, weight] of token.terms) terms.set(term, Math.max(weight, terms.get(term) || 0));
    return terms;
  }

  return { understand, filesFor, add, rank, answering, firstOf: (page) => pageOf.indexOf(page) };
}
