// The menu opens and closes without this. Esc closes it too, and the focus goes back to its button.
(() => {
  "use strict";
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu =
      document.activeElement &&
      document.activeElement.closest("details.menu[open], details.section-nav[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  // Back may bring the page out of the browser's memory with the menu still over it.
  addEventListener("pageshow", ({ persisted }) => {
    const menu = persisted && document.querySelector("details.menu");
    if (menu) menu.open = false;
  });
})();
