// Finds the sections that answer a query. A section answers in two ways. By what people ask: the query is compared with every
// question of data/search/ and every heading. And by what the page says: each word of the query, or one like it, weighs what it says
// about the section. strategysite/search/ranking.py does exactly the same, and says why of each number.

const ASKED = 3;
const NEAREST = 0.45;
const PAGE = 0.5;
const LIKELY = 0.007;
const EXACT = 4;
const LIKE = 0.5;
const BESIDE = 0.5;
const BEGUN = 0.6;
const UNKNOWN = 0.45;
const OWN = 0.5;
const FURNITURE = 3;
const WEAK = 0.8;
const FLOOR = 0.5;
const ELSEWHERE = 0.55;
const LIKELIER = 3;

// `rowsOf` resolves to the rows of one of the files that hold them, on a large site.
function buildEngine(data, rowsOf) {
  const stop = new Set((data.stop || "").split(" "));
  const total = data.ids.length;
  const pageOf = data.pages.flatMap(([, , , sections], page) => Array(sections).fill(page));

  // Each text begins with as many letters of the one before as the sign says that stands before it.
  const unchain = (texts, none) => {
    let last = "";
    return (texts || []).map((text) => (last = last.slice(0, text.charCodeAt(0) - none) + text.slice(1)));
  };
  const groups = new Map();
  let number = 0;
  for (const form of unchain(data.words.match(/[A-Z][^A-Z]*/g), 65)) {
    groups.set(form.replace("/", ""), number);
    if (!form.endsWith("/")) number += 1; // else another form of the same word follows
  }
  const groupOf = [...groups.values()];
  const forms = [...groups.keys()];
  const vocabulary = nearnessTo(forms.map((form) => ` ${form} `), groupOf);

  // In the questions a sign stands for a common word, and a capital with a sign for one of those forms.
  const signs = Array.from({ length: 94 }, (_, code) => String.fromCharCode(33 + code)).filter((sign) => !/["\\]/.test(sign));
  const short = new Map();
  forms.forEach((form, number) => short.set(String.fromCharCode(65 + number / signs.length) + signs[number % signs.length], form));
  data.common.split(" ").forEach((word, number) => short.set(signs.filter((sign) => /\W|_/.test(sign))[number], word));
  const read = (text) => ` ${(text.match(/[A-Z].|[a-z\d\x80-\uffff]+|[^ ]/g) || []).map((piece) => short.get(piece) || piece).join(" ")} `;

  const headings = new Map();
  for (const heading of data.headings) headings.set(heading, (headings.get(heading) || 0) + 1);
  const [texts, units, firsts] = [[], [], []]; // of each question its words, its section and the contact that it puts first
  const add = (unit, text, first) => units.push(unit) && texts.push(text) && firsts.push(first);
  let unit = 0;
  for (const [step, asked, first] of data.questions) {
    unit += step;
    for (const text of unchain(asked.match(/[¡-¿][^¡-¿]*/g), 161)) add(unit, read(text), first);
  }
  const written = texts.length;
  data.headings.forEach((heading, unit) => headings.get(heading) < FURNITURE && add(unit, joined(wordsOf(heading))));
  const questions = nearnessTo(texts, units, pageOf);
  const others = (data.elsewhere || "").split(" ");
  const elsewhere = nearnessTo(others.map((word) => ` ${word} `), [...others.keys()]);

  // The rows: in the index itself, or in files of which only those are fetched that the query needs.
  const rows = data.rows === undefined ? [] : data.rows.split(" ");
  forms.forEach((form, number) => rows[groupOf[number]] === "" && stop.add(form)); // no section is found by it
  const ends = [];
  const [called, numbers] = data.postings || ["", []];
  for (const number of numbers) ends.push((ends[ends.length - 1] || 0) + number);
  async function fetchRows(needed) {
    const files = new Set(needed.filter((group) => rows[group] === undefined).map((group) => ends.findIndex((end) => group < end)));
    await Promise.all([...files].map(async (place) => {
      (await rowsOf(called.replace("#", place))).forEach((row, number) => { rows[(ends[place - 1] || 0) + number] = row; });
    }));
  }

  // The sections that hold a word of a group: each so far from the one before.
  function rowOf(group) {
    let unit = -1;
    return rows[group] ? rows[group].split(",").map((step) => (unit += parseInt(step, 16))) : [];
  }

  // Whether somebody asks with it; and whether a page says it or somebody does: if not, it may begin a word.
  const asks = (word) => questions.holding(` ${word} `).length > 0;
  const knows = (word) => groups.has(word) || asks(word);

  // The site's words that answer a typed one, by group: itself, those that are like it, and, where nobody knows it, those that begin with it.
  const liked = new Map();
  function like(word) {
    if (liked.has(word)) return liked.get(word);
    const own = groups.get(word);
    const found = new Map();
    const add = (form, weight) => found.set(groupOf[form], Math.max(weight, found.get(groupOf[form]) || 0));
    if (!/^\p{N}+$/u.test(word)) {
      for (const [form, near] of vocabulary.near(` ${word} `)) if (near >= LIKE) add(form, near * near * (own === undefined ? 1 : BESIDE));
      if (!knows(word)) for (const form of vocabulary.holding(` ${word}`)) add(form, BEGUN);
    }
    if (own !== undefined) found.set(own, 1);
    liked.set(word, found);
    return found;
  }

  // The word; or, where nothing is like it, the first with its ends and the consonants between, two or more: plsien is polisen.
  const frame = (word) => word.replace(/\B[aeiouy](?=.)/g, "");
  function meant(word) {
    const own = frame(word);
    return (own[3] && !knows(word) && !like(word).size && forms.find((form) => frame(form) === own)) || word;
  }

  // How much the pages say of the words, by section, 0 to 1; and what they give besides where they are nearly all words of its own.
  async function said(typed) {
    const telling = typed.filter((word) => !stop.has(word));
    const asked = [...new Set(telling.length ? telling : typed)];
    await fetchRows(asked.flatMap((word) => [...like(word).keys()]));
    const values = new Float64Array(total);
    const own = new Float64Array(total);
    let whole = 0;
    for (const word of asked) {
      const found = like(word);
      const most = new Map();
      let row = [];
      for (const [group, weight] of [...found].sort(([, a], [, b]) => a - b)) {
        row = rowOf(group);
        for (const unit of row) most.set(unit, weight);
      }
      const worth = Math.log(1 + total / (1 + row.length)) * (found.size ? 1 : UNKNOWN);
      whole += worth;
      for (const [unit, value] of most) {
        values[unit] += worth * value;
        if (value === 1 && /\p{L}/u.test(word) && !asks(word)) own[unit] += worth;
      }
    }
    return [values.map((value) => value / whole), own.map((value) => OWN * value ** 3 / whole ** 2)];
  }

  // Resolves to the pages that answer, in no order, each with its sections, the best first: [{ page, score, sections: [{ unit, score }] }].
  async function ask(query) {
    const typed = wordsOf(query).map(meant);
    if (!typed.length) return [];
    const text = joined(typed).slice(0, knows(typed[typed.length - 1]) ? undefined : -1); // it may go on
    const [scores, besides] = await said(typed);
    const strange = !scores.some(Boolean) && !typed.some((word) => knows(word) || word > "{");
    const ofPage = data.pages.map(() => 0);
    const asked = [...besides].map((own) => ({ near: 0, together: 0, own }));
    for (const [number, near] of questions.near(text)) {
      const unit = units[number];
      const one = asked[unit];
      if (texts[number] === text && number < written) one.own += EXACT;
      ofPage[pageOf[unit]] += near * near;
      one.together += near * near;
      if (near > one.near) Object.assign(one, { near, first: firsts[number] });
    }
    const likely = questions.likely(text);
    const swedish = Math.max(...likely.filter((_, page) => data.pages[page][2] === "sv"));
    const found = data.pages.map(([, worth], page) => ({ page, worth, likelier: likely[page] > swedish + LIKELIER, sections: [] }));
    scores.forEach((said, unit) => {
      const { page, worth, sections } = found[pageOf[unit]];
      const { near, together, own, first } = asked[unit];
      const like = near && ASKED * (NEAREST * near + (1 - NEAREST) * Math.sqrt(together)) + PAGE * Math.sqrt(ofPage[page]);
      const score = ((said + like) * Math.exp(LIKELY * likely[page]) + own) * worth;
      if (score) sections.push({ unit, first, score });
    });
    const answers = found.filter(({ sections }) => sections.length);
    for (const one of answers) one.score = one.sections.sort((a, b) => b.score - a.score)[0].score;
    return strange && !answers.some(({ score }) => score >= FLOOR) ? [] : answers;
  }

  // Whether it is one word, unknown, and most like one for what else a municipality does.
  function isElsewhere(query) {
    const [word, more] = wordsOf(query).filter((one) => !stop.has(one));
    if (!word || more || knows(word)) return false;
    const [most, other] = [elsewhere, questions].map((texts) => Math.max(0, ...texts.near(` ${word}`).map(([, near]) => near)));
    return most >= ELSEWHERE && most > other;
  }
  // Whether a word of a text answers the query: what an excerpt marks.
  function answering(query) {
    const found = new Set(wordsOf(query).filter((word) => word.length > 2 && !stop.has(word)).flatMap((word) => [word, ...like(word).keys()]));
    return (word) => wordsOf(word).some((form) => found.has(form) || found.has(groups.get(form)));
  }

  return { ask, knows, isElsewhere, answering, firstOf: (page) => pageOf.indexOf(page) };
}
