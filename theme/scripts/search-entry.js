// The link to A–Ö becomes a search field. Nothing of the search is fetched before the field is
// used: the first focus does, or the page /sok/. Without this, or with a broken search, A–Ö leads
// everywhere.
(() => {
  "use strict";
  const link = document.querySelector("a.search-entry");
  if (!link.replaceChildren) return; // Safari before 14 could not show what is found
  const root = new URL("../", link.href).href;
  const script = new URL(link.dataset.src, document.baseURI).href;

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  // What to do when nothing is found or nothing can be: said with the number that the build put on
  // the link.
  const advice = (words, urgent = "Är det bråttom? Ring {number}.", swedish = true) => {
    const lines = [make("p", {}, ...words)];
    if (link.dataset.number) {
      const [before, after] = urgent.split("{number}");
      const help = swedish
        ? [" ", make("a", { href: root + "hjalp/" }, "Här finns hjälp"), "."]
        : [];
      lines.push(
        make(
          "p",
          {},
          before,
          make("a", { href: link.dataset.call, class: "tel" }, link.dataset.number),
          after,
          ...help,
        ),
      );
    }
    return lines;
  };
  // On a page in another language the build put on the link, in that language, what is said before
  // there is an index to have it from. This is the language of what one is asked, not of what is
  // found.
  const tongue = { lang: link.lang || "sv", dir: link.dir || "auto" };
  const own = link.dataset;
  const told = (...words) =>
    advice(words, own.urgent, !own.urgent).map((line) => Object.assign(line, tongue));
  const alphabet = () => make("a", { href: link.href }, "A–Ö");
  // On a slow network nobody looks at an empty field: whom to call is there meanwhile.
  const SLOW = 1500; // ms
  const wait = (where) => {
    where.replaceChildren(...told(own.wait || "Söker …"));
    if (where === panel) panel.hidden = !form.contains(document.activeElement);
  };
  const broken = () =>
    told(
      ...(own.broken
        ? [own.broken]
        : ["Sökningen går inte att läsa in. Alla sidor och ord finns i ", alphabet(), "."]),
    );

  const spoken = (lines) => lines.map((line) => line.textContent).join(" ");

  const field = make("input", {
    id: "sok-ord",
    type: "search",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    placeholder: link.textContent,
    ...tongue,
  });
  const panel = make("div", { class: "search-panel", hidden: "" });
  const status = make("p", { class: "visually-hidden", role: "status" });
  const box = make(
    "div",
    { class: "search-box" },
    make(
      "label",
      { class: "visually-hidden", for: "sok-ord", ...tongue },
      link.lang ? link.textContent : "Sök på webbplatsen",
    ),
    field,
    panel,
    status,
  );
  const form = make("form", { class: "search-entry", role: "search" }, box);

  // The panel closes in one way, whoever filled it; what the search itself keeps of it follows.
  const close = () => {
    panel.hidden = true;
    panel.dispatchEvent(new Event("close"));
  };
  // Else the focus leaves before the click, where links take none.
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.preventDefault();
    field.focus();
    close();
  });

  // The page of results in the language that was asked in.
  const resultsOf = (words) => {
    const language = field.lang === "sv" ? "" : `&sprak=${field.lang}`;
    return `${root}sok/#q=${encodeURIComponent(words)}${language}`;
  };
  const parts = {
    SLOW, wait, resultsOf, root, form, field, panel, status, tongue, make, close, advice,
    alphabet, broken, spoken,
  };

  // Some browsers keep that a script failed, by its address: after # it is another address, and the
  // same file.
  let search;
  let failures = 0;
  const load = () => (search = search || import(failures ? `${script}#${failures}` : script));
  // The field's own status says it, wherever it is shown: that was there before, so screen readers
  // read it out.
  const fail = (where) => {
    search = undefined;
    failures += 1;
    const lines = broken();
    where.replaceChildren(...lines);
    // Below the page's field are links that help all the same.
    where.toggleAttribute("data-idle", true);
    Object.assign(status, tongue, { textContent: spoken(lines) });
  };
  // Begins when somebody comes to the field, and again the next time if that failed.
  let begun = false;
  const begin = (event) => {
    if (begun || form.contains(event.relatedTarget)) return;
    begun = true;
    status.textContent = "";
    const slow = setTimeout(() => wait(panel), SLOW);
    load().then((found) => found.startField(parts)).catch(() => {
      begun = false;
      fail(panel);
      panel.hidden = !form.contains(document.activeElement);
    }).finally(() => clearTimeout(slow));
  };
  form.addEventListener("focusin", begin);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = field.value.trim();
    close();
    if (words) location.href = resultsOf(words);
  });
  link.replaceWith(form);

  const page = document.querySelector("[data-search-page]");
  if (page) {
    const slow = setTimeout(() => wait(page), SLOW);
    load()
      .finally(() => clearTimeout(slow))
      .then((found) => found.startPage(page, parts))
      .catch(() => fail(page));
  }
})();
