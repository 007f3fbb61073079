// An address typed with capitals, å ä ö, "//", or a sign or .html after it leads to its page, where
// the server has not seen to that.
(() => {
  "use strict";
  let path = location.pathname;
  try {
    path = decodeURI(path);
  } catch {
    path = unescape(path); // ä as one byte, as older programs write it
  }
  const right = path
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/(\.html?|[^a-z0-9])*$/, "/")
    .replace(/[/\\]+/g, "/"); // two of them first would be another server
  if (right === location.pathname) return;
  fetch(right, { method: "HEAD" }).then(
    (answer) => answer.ok && location.replace(right + location.search + location.hash),
  );
})();
