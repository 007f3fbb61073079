// How an answer is written. Everything that comes from the index or from the reader is text, never markup. `ui` are the words of the
// language that is answered in.

const hits = (number, ui) => (number === 1 ? ui.hit : ui.hits.replace("{count}", number));

const mark = (pieces, make) => pieces.map(([text, answers]) => (answers ? make("mark", {}, text) : text));

function resultContent(result, make) {
  const content = [make("span", { class: "hit" }, ...mark(result.heading, make))];
  if (result.page) content.push(make("span", { class: "on-page" }, result.page));
  content.push(make("span", { class: "excerpt" }));
  return content;
}

// The numbers to ring, each a link, and how they are read out.
function helpLinks({ help, ui: { open, open_now, closed_now } }, make) {
  return help.map(([name, number, href, hours, times]) => {
    const now = times ? (isOpen(times, new Date()) ? open_now : closed_now) : open;
    const when = hours ? [" ", make("span", {}, `${now} ${hours}.`)] : [];
    return make(href ? "a" : "p", href ? { href } : {}, make("b", {}, name), " ", make("bdi", {}, number), ...when);
  });
}

// Writes them: at once where there are none. Those that are there stay while somebody types, so that none moves away under a finger.
function fillHelp(place, answer, make, wanted, pause = PAUSE) {
  const fill = () => {
    Object.assign(place, { lang: answer.ui.lang, dir: answer.ui.dir });
    place.replaceChildren(...helpLinks(answer, make));
  };
  if (place.hasChildNodes() && pause) setTimeout(() => wanted() && fill(), pause);
  else fill();
}

const helpSaid = ({ help }) => help.map(([name, number]) => `${name} ${number.replace(/\.$/, "")}. `).join("");

// Writes the excerpts: at once where the text is here; else it is fetched when nobody has typed on for a moment. Few rest so long
// within a word, and what half a word finds is seldom what the whole one does.
const PAUSE = 600;

// `length`: how many characters have room.
function fillExcerpts(results, elements, make, wanted, length, pause = PAUSE) {
  const fill = async (result, element) => {
    const pieces = await result.text(length);
    element.querySelector(".excerpt").replaceChildren(...mark(pieces, make));
  };
  const rest = results.map((result, number) => [result, elements[number]]).filter(([result, element]) => !result.here() || void fill(result, element));
  if (rest.length) setTimeout(() => wanted() && rest.forEach((pair) => fill(...pair)), pause);
}

// What to do when nothing is found: in Swedish A–Ö has it all, in another language the help page.
function nothing(typed, { none, urgent, lang, dir, help, page }, { root, make, advice, alphabet }) {
  const words = [...typed.trim()];
  const given = {
    words: make("bdi", {}, words.length > 60 ? words.slice(0, 60).join("") + " …" : typed.trim()),
    place: lang === "sv" ? alphabet() : make("a", { href: root + page }, help),
  };
  const lines = advice(none.split(/[{}]/).map((part) => given[part] || part), urgent, lang === "sv");
  for (const line of lines) Object.assign(line, { lang, dir });
  return lines;
}
