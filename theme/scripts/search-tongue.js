// Who comes to the page of results from a page in another language goes on in it: its words stand
// hidden on that page, and are put on the link that search-entry.js makes a field of.
(() => {
  "use strict";
  const page = document.querySelector("[data-search-page]");
  const link = document.querySelector("a.search-entry");
  const [, came] = location.hash.match(/&sprak=([\w-]+)$/) || [];
  const theirs = came && page.querySelector(`[hidden][lang="${came}"]`);
  if (!theirs || !link) return;
  const { lang, dir, textContent, dataset } = theirs;
  Object.assign(link, { lang, dir, textContent });
  Object.assign(link.dataset, dataset);
  page.textContent = "";
})();
