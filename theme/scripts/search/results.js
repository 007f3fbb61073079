// How a result is written. Everything that comes from the index or from the reader is text, never markup.

const hits = (number) => (number === 1 ? "En träff" : number + " träffar");

const mark = (pieces, make) => pieces.map(([text, answers]) => (answers ? make("mark", {}, text) : text));

function resultContent(result, make) {
  const content = [make("span", { class: "hit" }, ...mark(result.heading, make))];
  if (result.page) content.push(make("span", { class: "on-page" }, result.page));
  content.push(make("span", { class: "excerpt" }));
  if (result.lang !== "sv") for (const part of content) part.setAttribute("lang", result.lang);
  return content;
}

// Writes the excerpts: at once where the text is here; else it is fetched when nobody has typed on for a moment. Few rest so long
// within a word, and what half a word finds is seldom what the whole one does.
const PAUSE = 600;

function fillExcerpts(results, elements, make, wanted, pause = PAUSE) {
  const fill = async (result, element) => {
    const pieces = await result.text();
    element.querySelector(".excerpt").replaceChildren(...mark(pieces, make));
  };
  const rest = results.map((result, number) => [result, elements[number]]).filter(([result, element]) => !result.here() || void fill(result, element));
  if (rest.length) setTimeout(() => wanted() && rest.forEach((pair) => fill(...pair)), pause);
}

function nothing(typed, { make, advice, alphabet }) {
  const words = typed.trim();
  const quoted = words.length > 60 ? words.slice(0, 60) + " …" : words;
  return advice("Inga träffar för ", make("b", {}, quoted), ". Prova ett annat ord, skriv färre ord eller leta i ", alphabet(), ".");
}
