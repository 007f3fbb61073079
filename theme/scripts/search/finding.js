// From what was typed to what is shown: pages in order, each with its best section, and what to say beside them.

const VERSION = 6; // of the index
const LONGEST = 400; // characters of a query that are read
const NOTHING = 0.2; // what answers worse is nothing
const SHARE = 0.25; // what answers worse than this share of the best, or of a good answer, is no result
const GUESSED = 0.9; // what an answer in another language is worth where the letters do not tell the language
const TIE = 0.8; // what answers by this share of the best may be what was meant, in whichever language

async function openSearch(root) {
  const file = openFiles(root);
  const indexes = new Map();

  async function opened(name) {
    if (!indexes.has(name)) {
      const data = await file(name);
      if (data.version !== VERSION) throw new Error(name);
      const starts = [];
      data.texts[1].reduce((sum, number) => (starts.push(sum), sum + number), 0);
      indexes.set(name, { data, engine: buildEngine(data, file), starts });
    }
    return indexes.get(name);
  }
  const main = await opened("index.json");

  const ask = async (index, query, own = false) => (await index.engine.ask(query)).map((found) => {
    return { ...found, index, url: index.data.pages[found.page][0], ahead: own && found.score >= WEAK };
  });
  const byScore = (a, b) => !!b.ahead - !!a.ahead || b.score - a.score || a.page - b.page;

  const justPage = (page, score = 0) => ({ page, index: main, url: main.data.pages[page][0], score, sections: [{ unit: main.engine.firstOf(page), score }] });

  // What is in other languages has indexes of its own. They are asked on such a page, and where the query is in its letters; and when
  // the typing rests, where that page answers best, or is likelier to be asked so than a Swedish one while nothing answers well; each,
  // if nothing answers. A guess of which no word is known is of a language only if that is likelier: else it is misspelt Swedish.
  async function inLanguages(query, found, rested, tongue) {
    const [best] = found;
    const known = wordsOf(query).some(main.engine.knows);
    const guess = !best || best.score < WEAK;
    const asked = main.data.languages.map(async ([lang, script, name]) => {
      const written = new RegExp(`\\p{Script=${script}}`, "u").test(query);
      const told = lang === tongue || (script !== "Latin" && written);
      const own = found.find(({ page, likelier }) => main.data.pages[page][2] === lang && (likelier || known));
      const likely = own ? own === best || (guess && own.likelier && written) : !best && written;
      if (!told && !likely) return [];
      if (!told && !rested && !indexes.has(name)) return [{ pages: [], later: true }];
      const index = await opened(name).catch(() => main);
      if (index === main) return [{ index, told, pages: told ? [justPage(main.data.pages.findIndex((page) => page[2] === lang), FLOOR)] : [] }];
      const sure = lang === tongue && wordsOf(query).every(index.engine.knows); // however many others spell it so
      const pages = (await ask(index, query, sure)).map((page) => ({ ...page, score: page.score * (script === "Latin" ? GUESSED : 1) }));
      return [{ index, told, pages }];
    });
    return (await Promise.all(asked)).flat();
  }

  // Resolves to { results, total, inexact, help, ui, later }: help and ui are in the language of the answer; `later` is whether to ask
  // again when the typing rests.
  async function find(typed, { most = 8, rested = true, tongue = document.documentElement.lang } = {}) {
    const query = typed.slice(0, LONGEST).trim();
    const known = (await ask(main, query)).sort(byScore);
    // The index of a language knows the sections of its page; without it the page itself is the answer.
    const others = await inLanguages(query, known, rested, tongue);
    const all = [known, ...others.map(({ pages }) => pages)].flat().map((page) => [page.url, page]);
    let pages = main.engine.isElsewhere(query) ? [] : [...new Map(all).values()].sort(byScore);
    const langOf = ({ index, page }) => index.data.pages[page][2];
    const [guess] = pages;
    // who asks in one reads no third, unless it answers as well: مترجم is Arabic and Persian
    pages = pages.filter((one) => one.score > TIE * guess.score || langOf(one) === "sv" || [langOf(one), "sv"].includes(langOf(guess)));
    const vague = guess && guess.index !== main && guess.score < FLOOR; // nor a far guess, when no letter may follow
    pages = vague && rested ? [] : pages.filter(({ score }) => score >= Math.max(NOTHING, SHARE * Math.min(1, guess.score)));
    const phrases = [...query.matchAll(/["”“»]([^"”“»«]+)["”“«»]/g)].map((match) => joined(wordsOf(match[1]))).filter((phrase) => phrase.trim());
    const exact = phrases.length ? await withPhrases(pages, phrases) : pages;
    const inexact = phrases.length > 0 && !exact.length;
    if (exact.length) pages = exact;
    if (pages.length && pages[0].score < WEAK && pages[0].index === main) pages = withFallback(pages);
    const [best] = pages;
    const ofHelp = ({ index, sections: [{ unit }] }) => index.data.calls.some(([at, first]) => at === unit && first === 0);
    const sure = best && best.score >= WEAK && /\p{L}/u.test(query); // a number is whose it is, and nobody's that is like it
    const { data } = (guess || others.find(({ told }) => told) || { index: main }).index;
    const alarm = [main, ...others.flatMap(({ index }) => index || [])].flatMap((index) => index.data.alarm);
    return {
      results: pages.slice(0, most).map((page) => describe(page, query)),
      total: pages.length,
      inexact,
      help: helpFor(alarm, data, sure ? best.sections[0] : {}, query, !sure && pages.slice(0, 3).some(ofHelp)),
      ui: data.ui,
      later: others.some(({ later }) => later) || (vague && !rested),
    };
  }

  // Where nothing answers well, the page that the editors chose for it stands second: whoever needs help and finds other words for it
  // than anybody thought of is not left without.
  function withFallback(pages) {
    const page = main.data.otherwise;
    if (page === null || pages.slice(0, 2).some((other) => other.index === main && other.page === page)) return pages;
    const own = justPage(page);
    return [pages[0], own, ...pages.slice(1).filter(({ url }) => url !== own.url)];
  }

  const placeOf = ({ starts }, unit) => starts.filter((start) => start <= unit).length - 1;
  const fileOf = (index, unit) => index.data.texts[0].replace("#", placeOf(index, unit));
  const textOf = (index, unit) => {
    return file(fileOf(index, unit)).then((texts) => texts[unit - index.starts[placeOf(index, unit)]], () => "");
  };

  function describe({ page, sections, index }, query) {
    const { data, engine } = index;
    const answers = engine.answering(query);
    const [address, , lang] = data.pages[page];
    const own = (unit) => ({
      url: root + address + (data.ids[unit] ? "#" + data.ids[unit] : ""),
      heading: marked(data.headings[unit], answers),
      here: () => file.here(fileOf(index, unit)),
      text: (length) => textOf(index, unit).then((text) => excerpt(text, answers, length)),
      name: data.headings[unit],
    });
    const [best, ...others] = sections;
    const first = engine.firstOf(page);
    return {
      ...own(best.unit),
      lang,
      page: best.unit === first ? "" : data.headings[first],
      more: others.filter(({ unit, score }) => unit !== first && score > 0.55 * best.score).slice(0, 3).map(({ unit }) => own(unit)),
    };
  }

  // Only the pages and sections that hold every phrase, word after word.
  async function withPhrases(pages, phrases) {
    const kept = [];
    for (const page of pages.slice(0, 60)) {
      const sections = [];
      for (const section of page.sections) {
        const told = [page.index.data.headings[section.unit], await textOf(page.index, section.unit)].map((text) => joined(wordsOf(text)));
        if (phrases.every((phrase) => told.some((text) => text.includes(phrase)))) sections.push(section);
      }
      if (sections.length) kept.push({ ...page, sections });
    }
    return kept;
  }

  // The words of a language that has an index, or undefined.
  async function wordsIn(language) {
    const found = main.data.languages.find(([lang]) => lang === language);
    return found && (await opened(found[2])).data.ui;
  }

  return { find, wordsIn };
}

// Asks for whoever types, in the field or on the page. The search is opened at once, and anew for the next question where that failed: a
// phone comes out of the tunnel again.
function asking(root, { SLOW, wait, tongue, broken }) {
  let search;
  let turn = 0;
  const opened = () => (search = search || openSearch(root).catch((fault) => {
    search = undefined;
    throw fault;
  }));
  opened().catch(() => {}); // who asks is told

  // A turn: whether it is still the last, and what asks in it, which resolves to what `find` does or to `lines` that say what is broken.
  function next() {
    const own = ++turn;
    const last = () => own === turn;
    const ask = (place, typed, options) => {
      const slow = setTimeout(() => last() && wait(place), SLOW);
      return opened().then(({ find }) => find(typed, options)).catch(() => ({ results: [], help: [], ui: tongue, lines: broken() })).finally(() => clearTimeout(slow));
    };
    return { last, ask };
  }
  return { opened, next };
}
