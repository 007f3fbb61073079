// How a result is written. Everything that comes from the index or from the reader is text, never markup.

const hits = (number) => (number === 1 ? "En träff" : number + " träffar");

const mark = (pieces, make) => pieces.map(([text, answers]) => (answers ? make("mark", {}, text) : text));

function resultContent(result, make) {
  const heading = make("span", { class: "hit" }, ...mark(result.heading, make));
  const text = make("span", { class: "excerpt" });
  result.text().then((pieces) => text.append(...mark(pieces, make)));
  const content = [heading];
  if (result.page) content.push(make("span", { class: "on-page" }, result.page));
  content.push(text);
  if (result.lang !== "sv") for (const part of content) part.setAttribute("lang", result.lang);
  return content;
}

function nothing(typed, { make, advice, alphabet }) {
  const words = typed.trim();
  const quoted = words.length > 60 ? words.slice(0, 60) + " …" : words;
  return advice("Inga träffar för ", make("b", {}, quoted), ". Prova ett annat ord, skriv färre ord eller leta i ", alphabet(), ".");
}
