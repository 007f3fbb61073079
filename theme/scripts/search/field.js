// The field in the header: a combobox by the ARIA pattern. The focus stays in the field; arrows walk the list, Enter opens what is
// marked or the page with every result, Esc closes the list (search-entry.js does) and then empties the field.

const SHOWN = 6;
const QUOTED = 3; // results with an excerpt: more have no room on a phone
const ROOM = 88; // characters of an excerpt: two lines on a phone
const QUIET = 500; // ms without typing before the number of results is read out

async function startField(given) {
  const { resultsOf, root, form, field, panel, status, make, close, spoken } = given;
  let options = [];
  let active = -1;
  let telling;

  const calls = make("div", { class: "search-help" });
  const list = make("ul", { id: "sok-lista", role: "listbox", tabindex: "-1" });
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", "sok-lista");
  field.setAttribute("aria-expanded", "false");

  const { next } = asking(root, given);
  panel.addEventListener("close", () => {
    clearTimeout(telling); // the number of results, and how to walk them, is for who still looks at them
    field.setAttribute("aria-expanded", "false");
    walk(-1);
  });
  const open = () => {
    panel.hidden = !panel.hasChildNodes();
    field.setAttribute("aria-expanded", String(!panel.hidden && list.isConnected));
  };
  const walk = (to) => {
    if (options[active]) options[active].element.setAttribute("aria-selected", "false");
    active = to;
    if (!options[active]) {
      field.removeAttribute("aria-activedescendant");
      return;
    }
    const { element } = options[active];
    element.setAttribute("aria-selected", "true");
    element.scrollIntoView({ block: "nearest" }); // the list alone, and the page where the window is low
    field.setAttribute("aria-activedescendant", element.id);
  };
  const tell = (words, { lang, dir } = { lang: "sv", dir: "ltr" }) => {
    clearTimeout(telling);
    telling = setTimeout(() => { Object.assign(status, { lang, dir, textContent: words }); }, QUIET);
  };

  const option = (go, content, tongue, name) => {
    const element = make("li", { id: `sok-${options.length}`, role: "option", "aria-selected": "false", ...tongue }, ...content);
    if (name) element.setAttribute("aria-label", name);
    element.addEventListener("click", go);
    options.push({ element, go });
    return element;
  };
  const go = (url) => {
    close();
    location.href = url;
  };
  const visit = (url, here = go) => (event) => {
    if (event && (event.ctrlKey || event.metaKey)) window.open(url, "_blank", "noopener");
    else here(url);
  };

  async function show(rested = false) {
    const typed = field.value;
    const { last, ask } = next();
    if (!typed.trim()) {
      calls.replaceChildren();
      panel.replaceChildren();
      close();
      tell("");
      return;
    }
    const found = await ask(panel, typed, { rested, most: SHOWN, tongue: field.lang });
    if (!last()) return;
    options = [];
    active = -1;
    const all = resultsOf(typed.trim());
    const { results, total, help, ui } = found;
    fillHelp(calls, found, make, last, rested ? 0 : PAUSE);
    if (!results.length) {
      const lines = found.lines || nothing(typed, ui, given);
      panel.replaceChildren(calls, ...lines);
      tell(found.lines ? spoken(lines) : helpSaid(found) + lines[0].textContent, ui);
    } else {
      const items = results.map((result) => {
        const name = result.page ? `${result.name}, ${result.page}` : result.name;
        return option(visit(result.url), resultContent(result, make), { lang: result.lang, dir: "auto" }, name);
      });
      const more = option(visit(all, () => form.requestSubmit()), [ui.all], { lang: ui.lang, dir: ui.dir });
      list.replaceChildren(...items, more);
      Object.assign(list, { lang: ui.lang, dir: ui.dir });
      list.setAttribute("aria-label", hits(total, ui));
      if (!found.later) fillExcerpts(results.slice(0, QUOTED), items, make, last, ROOM, rested ? 0 : PAUSE);
      panel.replaceChildren(calls, list);
      tell(`${helpSaid(found)}${hits(total, ui)}. ${help.length ? ui.tab + " " : ""}${ui.walk}`, ui);
    }
    walk(-1);
    if (form.contains(document.activeElement)) open();
    if (found.later) setTimeout(() => last() && show(true), PAUSE);
  }

  field.addEventListener("input", () => show());
  field.addEventListener("focus", () => { if (panel.hasChildNodes()) open(); });
  field.addEventListener("keydown", (event) => {
    const last = options.length - 1;
    const steps = { ArrowDown: active === last ? -1 : active + 1, ArrowUp: active === -1 ? last : active - 1 };
    if (event.key in steps && options.length && !event.altKey) {
      event.preventDefault();
      if (panel.hidden) open();
      walk(steps[event.key]);
    } else if (event.key === "Enter" && options[active] && !panel.hidden) {
      event.preventDefault();
      options[active].go();
    }
  });
  await show();
}
