// The field in the header: a combobox by the ARIA pattern. The focus stays in the field; arrows walk the list, Enter opens what is
// marked or the page with every result, Esc closes the list (search-entry.js does) and then empties the field.

const SHOWN = 6;
const QUIET = 500; // ms without typing before the number of results is read out

async function startField({ root, form, field, panel, status, make, close, advice, alphabet, broken, spoken }) {
  let options = [];
  let active = -1;
  let asked = 0;
  let telling;

  const list = make("ul", { id: "sok-lista", role: "listbox", "aria-label": "Träffar", tabindex: "-1" });
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", "sok-lista");
  field.setAttribute("aria-expanded", "false");

  const opened = openSearch(root);
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
    element.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", element.id);
  };
  const tell = (words) => {
    clearTimeout(telling);
    telling = setTimeout(() => { status.textContent = words; }, QUIET);
  };

  const option = (go, content, name) => {
    const element = make("li", { id: `sok-${options.length}`, role: "option", "aria-selected": "false" }, ...content);
    if (name) element.setAttribute("aria-label", name);
    element.addEventListener("mousedown", (event) => event.preventDefault());
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

  async function show() {
    const typed = field.value;
    const turn = ++asked;
    if (!typed.trim()) {
      panel.replaceChildren();
      close();
      tell("");
      return;
    }
    let found;
    try {
      found = await (await opened).find(typed, { unfinished: true, most: SHOWN });
    } catch {
      if (turn !== asked) return;
      const lines = broken();
      options = [];
      walk(-1);
      panel.replaceChildren(...lines);
      tell(spoken(lines));
      if (form.contains(document.activeElement)) open();
      return;
    }
    if (turn !== asked) return;
    options = [];
    active = -1;
    const all = `${root}sok/#q=${encodeURIComponent(typed.trim())}`;
    if (!found.results.length) {
      panel.replaceChildren(...nothing(typed, parts));
      tell(`Inga träffar för ${typed.trim().slice(0, 60)}.`);
    } else {
      const meant = found.meant ? [option(() => { field.value = found.meant; show(); }, ["Menade du ", make("b", {}, found.meant), "?"])] : [];
      const items = found.results.map((result) => option(visit(result.url), resultContent(result, make), result.page ? `${result.name}, ${result.page}` : result.name));
      const more = option(visit(all, () => form.requestSubmit()), [found.total > 1 ? `Visa alla ${hits(found.total)}` : "Visa träffen på söksidan"]);
      list.replaceChildren(...meant, ...items, more);
      fillExcerpts(found.results, items, make, () => turn === asked);
      panel.replaceChildren(list);
      tell(hits(found.total) + ". Bläddra med piltangenterna.");
    }
    walk(-1);
    if (form.contains(document.activeElement)) open();
  }
  const parts = { make, advice, alphabet };

  field.addEventListener("input", show);
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
