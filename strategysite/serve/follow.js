// Only under `serve`, never published: loads the page again when a newer site is there, and says when the last change has a fault.
(async () => {
  const shown = document.currentScript.dataset.version;
  const note = document.createElement("pre");
  note.setAttribute("role", "status");
  note.style.cssText = "position:fixed;inset:auto 0 0;margin:0;padding:1rem;max-height:45vh;overflow:auto;background:#fff;color:#000;" +
    "border-top:4px solid #000;font:14px/1.5 monospace;white-space:pre-wrap;z-index:9";
  for (let known = ""; ;) {
    try {
      const state = await (await fetch(`/.serve/state?known=${known}`)).json();
      if (String(state.version) !== shown) return location.reload();
      known = state.number;
      note.textContent = state.told && `Den senaste ändringen visas inte än:\n${state.told}`;
      if (state.told) document.body.append(note); else note.remove();
    } catch {
      await new Promise((wait) => setTimeout(wait, 1000));
    }
  }
})();
