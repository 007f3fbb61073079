// Fills in the certificate from what course.js knows, and holds it back while too few answers are
// right. Loaded where there is one.
(() => {
  "use strict";
  const paper = document.querySelector(".course-certificate");
  const find = (selector) => paper.querySelector(selector);
  const [told, day, limit] = [".certificate-said", "#intyg-datum", "#intyg-giltigt"].map(find);
  const print = find(".certificate-print");

  // How long it holds goes with the day, when that is written so that it can be read.
  const count = () => {
    const date = new Date(/^\d{4}-\d\d-\d\d$/.test(day.value) ? day.value : NaN);
    date.setUTCFullYear(date.getUTCFullYear() + Number(limit.dataset.years));
    limit.value = isNaN(date) ? "" : date.toISOString().slice(0, 10);
  };
  day.addEventListener("input", count);
  print.addEventListener("click", () => window.print());
  // A browser keeps what was written, for whoever comes back to the page.
  addEventListener("pagehide", () => (find("#intyg-namn").value = ""));

  let filled = "";
  addEventListener("courseshow", ({ detail: { course, progress, fill } }) => {
    const { state: { done }, kept, news, isUnsaved } = progress;
    const sum = progress.count();
    const isHeld = (kept || isUnsaved) && !done;
    const words = done
      ? told.dataset.passed
      : isHeld
        ? fill(told.dataset.missing, sum.right, sum.of, course.needed, sum.walked, sum.cases)
        : !news && told.dataset.none;
    told.textContent = [told.dataset[news], words].filter(Boolean).join(" ");
    for (const part of [find(".certificate"), print]) part.hidden = isHeld;
    for (const part of paper.querySelectorAll(".this-version"))
      part.hidden = !!done && done.version !== course.version;
    if (filled === JSON.stringify(done)) return; // what is written in the fields since then stays
    filled = JSON.stringify(done);
    day.value = done ? done.date : progress.today();
    count();
    find("#intyg-resultat").value = done ? `${done.right} av ${done.of}` : "";
    find(".certificate-version").textContent = done ? done.version : course.version;
  });
})();
