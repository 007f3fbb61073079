// What a word is to the search. Exactly what strategysite/search/words.py does; a test compares the two.

const LETTERS = { æ: "a", ø: "o", ł: "l", đ: "d", ð: "d", ß: "ss", œ: "o", ı: "i" };
const stems = new Map();

function fold(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").replace(/[æøłđðßœı]/g, (letter) => LETTERS[letter]);
}

function stem(word) {
  if (word.length < 4 || !/^\p{L}+$/u.test(word)) return word;
  if (!stems.has(word)) stems.set(word, stemOf(word));
  return stems.get(word);
}

// The words of a text as written, in lower case, with numbers and hyphenated words also as one.
function forms(text) {
  text = text.normalize("NFC").toLowerCase().replace(/([\p{L}\p{N}]):(?:s|n|en|ns|ar|er)(?![\p{L}\p{N}])/gu, "$1");
  const found = text.match(/[\p{L}\p{N}]+/gu) || [];
  for (const number of text.match(/\d+(?:[ \u00a0:./–-]{1,2}\d+)+/g) || []) found.push(number.replace(/\D/g, ""));
  for (const [, , number, mark] of text.matchAll(/(^|[^\p{L}\p{N}])(\d+(?:[ \u00a0]?[a-z])?)[ \u00a0]?(kap|§)/gu)) found.push(number.replace(/\s/g, "") + mark);
  for (const word of text.match(/\p{L}+(?:[-‐‑]\p{L}+)+/gu) || []) found.push(word.replace(/[-‐‑]/g, ""));
  return found;
}
