// One module at a time of those that are on the one page; none before one is chosen. course.js,
// which comes after, is told which it is.
(() => {
  "use strict";
  const parts = [...document.querySelectorAll("[data-part]")];
  const open = (id) => {
    const place = id && document.getElementById(id);
    const part = place && place.closest("[data-part]");
    const isNew = part && part.hidden !== false;
    for (const other of parts) other.hidden = other !== part;
    dispatchEvent(new CustomEvent("coursevisit", { detail: part ? part.dataset.part : "" }));
    if (!part) return;
    place.scrollIntoView();
    if (isNew) part.focus({ preventScroll: true });
  };
  addEventListener("hashchange", () => open(location.hash.slice(1)));
  const openFirst = ({ detail }) => open(location.hash.slice(1) || detail.progress.state.at);
  addEventListener("courseshow", openFirst, { once: true });
})();
