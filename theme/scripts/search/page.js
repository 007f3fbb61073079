// The page /sok/: a field of its own, and every result as a link. What is sought stands after # in the address, which no server is sent.

async function startPage(page, given) {
  const { resultsOf, root, form: entry, field: header, make } = given;
  const field = make("input", { id: "sok-sida", type: "search", dir: "auto", autocomplete: "off", spellcheck: "false", enterkeyhint: "search" });
  const label = make("label", { for: "sok-sida" }, "Vad söker du?");
  const form = make("form", { role: "search", class: "search-form" }, label, field);
  const calls = make("div", { class: "search-help" });
  const status = make("p", { role: "status", class: "search-status" });
  const found = make("div", { class: "search-results" });
  page.replaceChildren(form, status, calls, found);
  const { opened, next } = asking(root, given);
  const address = () => location.hash.match(/^#q=(.*?)(?:&sprak=([\w-]+))?$/s);
  const asked = () => {
    const match = address();
    try {
      return match ? decodeURIComponent(match[1].replaceAll("+", " ")) : "";
    } catch {
      return match[1];
    }
  };
  let telling;

  // `pause`: how long to wait for more letters before excerpts are fetched.
  async function show(pause = 0) {
    const { last, ask } = next();
    clearTimeout(telling);
    const words = field.value.trim();
    page.toggleAttribute("data-idle", !words && header.lang === "sv"); // what stands below is there while nothing is asked, and in Swedish
    if (!words) {
      status.textContent = "";
      for (const place of [calls, found]) place.replaceChildren();
      return;
    }
    const answer = await ask(found, words, { rested: !pause, most: 30, tongue: header.lang });
    if (!last()) return;
    if (answer.later) setTimeout(() => last() && show(), pause);
    const { results, total, ui, inexact } = answer;
    if (!results.length) {
      const [sentence, ...rest] = answer.lines || nothing(words, ui, given);
      write(last, answer, sentence.childNodes, rest, pause);
      return;
    }
    const items = results.map(item);
    const said = inexact ? [make("p", { lang: ui.lang, dir: ui.dir }, ui.inexact)] : [];
    write(last, answer, [`${hits(total, ui)}.`], [...said, make("ol", {}, ...items)], pause);
    if (!answer.later) fillExcerpts(results, items, make, last, 180, pause);
  }

  // What was found is there at once; the status, which screen readers read out, says so once the typing rests.
  function write(last, answer, sentence, content, pause) {
    fillHelp(calls, answer, make, last, pause);
    found.replaceChildren(...content);
    const { lang, dir } = answer.ui;
    const said = [make("span", { class: "visually-hidden" }, helpSaid(answer)), ...sentence];
    telling = setTimeout(() => {
      Object.assign(status, { lang, dir });
      status.replaceChildren(...said);
    }, pause);
  }

  function item(result) {
    const [heading, ...rest] = resultContent(result, make);
    const entry = make("li", { lang: result.lang, dir: "auto" }, make("a", { href: result.url }, heading), ...rest);
    if (result.more.length) entry.append(make("ul", {}, ...result.more.map(({ url, name }) => make("li", {}, make("a", { href: url }, name)))));
    return entry;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember();
  });
  field.addEventListener("input", () => show(PAUSE));
  // The field in the header asks this page too: the words move here and the focus with them, so that the results come next.
  entry.addEventListener("submit", () => {
    if (!header.value.trim()) return;
    field.value = header.value;
    field.focus();
    show();
  });
  // The address follows when a result is opened, so that Back leads to the same results; no letter on the way there is kept.
  const remember = () => {
    const words = field.value.trim();
    history.replaceState(null, "", words ? resultsOf(words) : location.pathname + location.search);
  };
  found.addEventListener("click", remember);

  // Whoever comes from a page in another language goes on in it: the frame's words, the title and the field's name. What is sought is
  // never in the title, which others may see.
  async function speak(language) {
    const ui = language && (await (await opened()).wordsIn(language));
    if (!ui) return;
    const heading = page.closest("article").querySelector("h1");
    const [help, exit, menu] = [".help-entry", ".exit", ".menu summary"].map((name) => document.querySelector(name));
    document.title = document.title.replace(heading.textContent.trim(), ui.search);
    header.placeholder = ui.search;
    if (help) help.href = root + ui.page;
    if (exit) for (const name of ["loading", "more", "last", "expired"]) exit.dataset[name] = ui[`exit.${name}`];
    for (const [part, words] of [[heading, ui.search], [label, ui.search], [header.labels[0], ui.search], [help, ui.help], [exit, ui.exit], [menu, ui.menu]]) {
      if (!part) continue;
      part.firstChild.data = words;
      Object.assign(part, { lang: ui.lang, dir: ui.dir });
    }
    Object.assign(header, { lang: ui.lang, dir: ui.dir });
    form.dir = ui.dir;
  }

  addEventListener("hashchange", () => {
    if (asked() === field.value.trim()) return;
    field.value = asked();
    show();
  });
  field.value = asked();
  await speak((address() || [])[2]).catch(() => {}); // then in Swedish
  await show();
}

export { startField, startPage, openSearch, wordsOf };
