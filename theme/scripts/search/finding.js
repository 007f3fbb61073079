// From what was typed to what is shown: pages in order, each with its best section, and what to say beside them.

const LONGEST = 400; // characters of a query that are read

async function openSearch(root) {
  const file = openFiles(root);
  const data = await file("index.json");
  if (data.version !== 1) throw new Error(`index version ${data.version}`);
  const engine = buildEngine(data);
  const starts = [];
  data.texts.reduce((sum, [, number]) => (starts.push(sum), sum + number), 0);

  const textFile = (unit) => starts.findLastIndex((start) => start <= unit);
  const nameOf = (unit) => data.texts[textFile(unit)][0];
  const textOf = (unit) => file(nameOf(unit)).then((texts) => texts[unit - starts[textFile(unit)]], () => "");

  // Resolves to { results, total, inexact, help, ui }. `unfinished`: the last word may still be being typed.
  async function find(typed, { unfinished = false, most = 8 } = {}) {
    const query = typed.slice(0, LONGEST).trim();
    const tokens = engine.understand(query, unfinished && !/[\s"”»]$/.test(typed));
    await Promise.all(engine.filesFor(tokens).map(async (name) => engine.add(name, await file(name))));
    let pages = engine.rank(tokens);
    const phrases = [...query.matchAll(/["”“»]([^"”“»«]+)["”“«»]/g)].map((match) => phraseOf(match[1])).filter((terms) => terms.length);
    let inexact = false;
    if (phrases.length) {
      const exact = await withPhrases(pages, phrases);
      if (exact.length) pages = exact;
      else inexact = true;
    }
    const terms = engine.answering(tokens);
    const answers = (word) => terms.get(stem(fold(word))) > 0.35;
    const results = pages.slice(0, most).map((page) => describe(page, answers));
    const { ui } = data;
    const help = helpFor(data.alarm, data.calls, ui.contacts, pages.length ? pages[0].sections[0].unit : null, query);
    return { results, total: pages.length, inexact, help, ui };
  }

  function describe({ page, sections }, answers) {
    const [address, , lang] = data.pages[page];
    const own = (unit) => ({
      url: root + address + (data.ids[unit] ? "#" + data.ids[unit] : ""),
      heading: marked(data.headings[unit], answers),
      here: () => file.here(nameOf(unit)),
      text: (length) => textOf(unit).then((text) => excerpt(text, answers, length)),
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
        const told = [phraseOf(data.headings[section.unit]), phraseOf(await textOf(section.unit))];
        if (phrases.every((phrase) => told.some((terms) => holds(terms, phrase)))) sections.push(section);
      }
      if (sections.length) kept.push({ ...page, sections });
    }
    return kept;
  }

  const phraseOf = (text) => (text.match(/[\p{L}\p{N}]+/gu) || []).map((word) => stem(fold(word.normalize("NFC"))));
  const holds = (terms, phrase) => terms.some((_, at) => phrase.every((term, number) => terms[at + number] === term));

  return { find };
}
