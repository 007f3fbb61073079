// The piece of a text that says most about the query, with the words that answer it marked.

const LENGTH = 150; // characters
const MARKED = 0.35; // a word that answers the query worse than this is not marked

// [[text, whether it answers the query]] of a whole text.
function marked(text, terms) {
  const pieces = [];
  let at = 0;
  for (const { index, 0: word } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (!((terms.get(stem(fold(word))) || 0) > MARKED)) continue;
    pieces.push([text.slice(at, index), false], [word, true]);
    at = index + word.length;
  }
  pieces.push([text.slice(at), false]);
  return pieces.filter(([piece]) => piece);
}

// The same of the best piece of a long text.
function excerpt(text, terms) {
  if (text.length <= LENGTH) return marked(text, terms);
  const words = [...text.matchAll(/\S+/gu)].map(({ index, 0: word }) => {
    const found = forms(word).map((form) => stem(fold(form)));
    const term = found.find((candidate) => (terms.get(candidate) || 0) > MARKED);
    return { from: index, to: index + word.length, term, opens: index === 0 || /[.!?:]\s$/.test(text.slice(index - 2, index)) };
  });
  let best = { worth: -1, first: 0, last: 0 };
  let last = 0;
  words.forEach((word, first) => {
    const seen = new Map();
    for (last = first; last < words.length && words[last].to - word.from <= LENGTH; last++) {
      const { term } = words[last];
      if (term) seen.set(term, terms.get(term));
    }
    let worth = 0;
    for (const value of seen.values()) worth += value;
    if (worth && word.opens) worth += 0.3;
    if (worth > best.worth) best = { worth, first, last };
  });
  const from = words[best.first].from;
  const to = words[Math.max(best.first, best.last - 1)].to;
  const pieces = marked(text.slice(from, Math.max(to, from + 1)), terms);
  if (from && !words[best.first].opens) pieces.unshift(["… ", false]);
  if (to < text.length) pieces.push([" …", false]);
  return pieces;
}
