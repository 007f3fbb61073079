// The sentences of a text that say most about the query, with the words that answer it marked. `answers` tells whether a word does.

const WORD = /[\p{L}\p{N}]+/gu;
const ENDED = /[.!?…؟]["”»)]*$/;

// [[text, whether it answers the query]] of a whole text.
function marked(text, answers) {
  const pieces = [];
  let at = 0;
  for (const { index, 0: word } of text.matchAll(WORD)) {
    if (!answers(word)) continue;
    pieces.push([text.slice(at, index), false], [word, true]);
    at = index + word.length;
  }
  pieces.push([text.slice(at), false]);
  return pieces.filter(([piece]) => piece);
}

// The same of the best sentences of a text, which has one a line, in `length` characters. Only a sentence that is too long itself is
// cut, at a word.
function excerpt(text, answers, length) {
  const sentences = text.split("\n");
  let best = { worth: -1 };
  sentences.forEach((_, first) => {
    const seen = new Set();
    let said = "";
    for (let next = first; next < sentences.length; next++) {
      said += (said && " ") + sentences[next];
      if (next > first && (said.length > length || !ENDED.test(sentences[next - 1]))) break;
      for (const [word] of sentences[next].matchAll(WORD)) if (answers(word)) seen.add(word.toLowerCase());
      if (seen.size > best.worth || (seen.size === best.worth && first === best.first)) best = { worth: seen.size, first, said };
    }
  });
  const { said } = best;
  const hit = [...said.matchAll(WORD)].find(([word]) => answers(word));
  const from = said.length > length && hit && hit.index + hit[0].length > length ? said.indexOf(" ", hit.index - length / 2) + 1 : 0;
  const to = said.length > from + length ? said.lastIndexOf(" ", from + length) : said.length;
  const pieces = marked(said.slice(from, to > from ? to : from + length), answers);
  if (from) pieces.unshift(["… ", false]);
  if (to < said.length) pieces.push([" …", false]);
  return pieces;
}
