// The link to A–Ö becomes a search field. Nothing of the search is fetched before the field is used: the first focus does, or the
// page /sok/. Without this, or with a broken search, A–Ö leads everywhere.
(() => {
  "use strict";
  const link = document.querySelector("a.search-entry");
  if (!link || !link.dataset.src) return;
  const root = new URL("../", link.href).href;
  const script = new URL(link.dataset.src, document.baseURI).href;

  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  // What to do when nothing is found or nothing can be: said with the number that the build put on the link.
  const advice = (...words) => {
    const lines = [make("p", {}, ...words)];
    if (link.dataset.number) {
      const call = make("a", { href: link.dataset.call, class: "tel" }, link.dataset.number);
      lines.push(make("p", {}, "Är det bråttom? Ring ", call, ". ", make("a", { href: root + "hjalp/" }, "Här finns hjälp"), "."));
    }
    return lines;
  };
  const alphabet = () => make("a", { href: link.href }, "A–Ö");
  const broken = () => advice("Sökningen går inte att läsa in just nu. Alla sidor och ord finns i ", alphabet(), ".");

  const spoken = (lines) => lines.map((line) => line.textContent).join(" ");

  const field = make("input", { id: "sok-ord", type: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", placeholder: "Sök" });
  const panel = make("div", { class: "search-panel", hidden: "" });
  const status = make("p", { class: "visually-hidden", role: "status" });
  const box = make("div", { class: "search-box" }, make("label", { class: "visually-hidden", for: "sok-ord" }, "Sök på webbplatsen"), field, panel, status);
  const form = make("form", { class: "search-entry", role: "search" }, box);
  const parts = { root, form, field, panel, status, make, advice, alphabet, broken, spoken };

  let search;
  const load = () => (search = search || import(script));
  // The field's own status says it, wherever it is shown: that was there before, so screen readers read it out.
  const fail = (where) => () => {
    search = undefined;
    const lines = broken();
    where.replaceChildren(...lines);
    where.hidden = false;
    status.textContent = spoken(lines);
  };
  const begin = () => {
    field.removeEventListener("focus", begin);
    load().then((found) => found.startField(parts)).catch(fail(panel));
  };
  field.addEventListener("focus", begin);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = field.value.trim();
    if (words) location.href = `${root}sok/#q=${encodeURIComponent(words)}`;
  });
  link.replaceWith(form);

  const page = document.querySelector("[data-search-page]");
  if (page) load().then((found) => found.startPage(page, parts)).catch(fail(page));
})();
