// Only under `serve`, never published: loads the page again when a newer site is there, and says
// when the last change has a fault.
(async () => {
  const shown = document.currentScript.dataset.version;
  const make = (name, style, text = "") =>
    Object.assign(document.createElement(name), { textContent: text, style });
  const note = make(
    "div",
    "position:fixed;inset:auto 0 0;z-index:9;box-sizing:border-box;max-height:55vh;overflow:auto;" +
      "padding:.5rem 1rem;border-top:4px solid #000;background:#fff;color:#000;" +
      "font:16px/1.4 system-ui,sans-serif;overflow-wrap:anywhere",
  );
  Object.assign(note, { role: "status", lang: "sv", dir: "ltr" }); // the page may be in Arabic
  // A quoted line keeps its width, so that the sign under it points right; it is moved until that
  // is seen.
  const quote = (lines) => {
    const box = make(
      "pre",
      "margin:.25rem 0;padding:.25rem;overflow-x:auto;background:#eee;" +
        "font:14px/1.4 monospace;white-space:pre",
      lines.join("\n"),
    );
    box.tabIndex = 0;
    note.append(box);
    const longest = Math.max(...lines.map((line) => line.length));
    box.scrollLeft = box.scrollWidth * lines.at(-1).indexOf("^") / longest - box.clientWidth / 2;
  };
  const tell = (told) => {
    note.replaceChildren(make("p", "margin:0", "Den senaste ändringen visas inte än:"));
    document.body.append(note);
    let quoted = [];
    for (const line of [...told.split("\n"), ""]) {
      if (/^ *\d* \| /.test(line)) { quoted.push(line); continue; }
      if (quoted.length) quote(quoted);
      quoted = [];
      const [, place, what] = /^(\S+:\d+:\d+:) (.*)/.exec(line) ?? [, "", line.trim()];
      if (place) note.append(make("p", "margin:.75rem 0 0;font-weight:bold", place));
      if (what) note.append(make("p", "margin:0", what));
    }
  };
  for (let known = ""; ;) {
    try {
      const state = await (await fetch(`/.serve/state?known=${known}`)).json();
      if (String(state.version) !== shown) return location.reload();
      known = state.number;
      if (state.told) tell(state.told); else note.remove();
    } catch {
      await new Promise((wait) => setTimeout(wait, 1000));
    }
  }
})();
