// What a word is to the search. Exactly what strategysite/search/words.py does; a test compares the two.

const LETTERS = { æ: "a", ø: "o", ł: "l", đ: "d", ð: "d", ß: "ss", œ: "o", ı: "i" };

const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "").replace(/[æøłđðßœı]/g, (letter) => LETTERS[letter]);

// The folded words of a text. A word with a hyphen or an apostrophe is one word; digits that belong together stand once more as one, last.
function wordsOf(text) {
  text = fold(text).replace(/:(?:s|n|en|ns|ar|er)(?![\p{L}\p{N}])/gu, "").replace(/(\p{L})[-‐‑'’](?=\p{L})/gu, "$1");
  const numbers = text.match(/[0-9]+(?:[ \u00a0:./–-]{1,2}[0-9]+)+/g) || [];
  return [...(text.match(/[\p{L}\p{N}]+/gu) || []), ...numbers.map((number) => number.replace(/[^0-9]/g, ""))];
}

// The words as a text that begins and ends with a space, so that how a word begins and ends can be compared.
const joined = (words) => ` ${words.join(" ")} `;
