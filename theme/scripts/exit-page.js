// "Lämna sidan". Without this it is a link like any other. With it the page is blanked at once and
// its place in the history is taken by the neutral site, so that Back does not lead here. Shift
// three times does the same: not Esc, which stops a page that is loading and belongs to the
// browser. Behaves as "Exit this page" in the GOV.UK Design System.
(() => {
  "use strict";
  const PRESSES = 3;
  const PATIENCE = 5000;
  const link = document.querySelector("a[data-exit]");
  if (!link) return;

  const root = document.documentElement;
  const title = document.title;
  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);
  const dots = Array.from({ length: PRESSES }, () => link.appendChild(document.createElement("i")));

  let presses = 0;
  let alone = false;
  let timer;

  const count = (value, words) => {
    presses = value;
    link.classList.toggle("counting", value > 0);
    dots.forEach((dot, index) => dot.classList.toggle("on", index < value));
    status.textContent = words;
    clearTimeout(timer);
    if (value > 0) timer = setTimeout(() => count(0, link.dataset.expired), PATIENCE);
  };

  const leave = () => {
    count(0, link.dataset.loading);
    root.classList.add("leaving");
    document.title = link.dataset.loading;
    location.replace(link.href);
  };

  link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    leave();
  });

  // Shift counts when it is pressed and let go by itself: a capital letter, or
  // text being marked, is no wish to leave.
  addEventListener("keydown", (event) => {
    if (event.key === "Shift") alone = true;
    else {
      alone = false;
      if (presses) count(0, "");
    }
  });
  addEventListener("pointerdown", () => { alone = false; });
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    if (presses + 1 >= PRESSES) leave();
    else count(presses + 1, presses ? link.dataset.last : link.dataset.more);
  });

  // Back may bring the page out of the browser's memory as it was left: blank. Then it is shown
  // again.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    root.classList.remove("leaving");
    document.title = title;
    count(0, "");
  });
})();
