// What a word is to the search. Exactly what strategysite/search/words.py does; a test compares the two.

const LETTERS = { æ: "a", ø: "o", ł: "l", đ: "d", ð: "d", ß: "ss", œ: "o", ı: "i" };

// Words that are typed as they are spoken, or said in two ways: each group is one word.
const SPOKEN = new Map("de dem dom/nagon nagra nan ngn/nagot nat ngt/nagons nans/och o/jag ja/mig mej/dig dej/sig sej/vara va/ar e/sager sade/sadana sana/sedan sen/ingenting inget/prata snacka/pratar snackar/ska skall".split("/").flatMap((group) => group.split(" ").map((form, _, [first]) => [form, first])));

const fold = (text) => text.normalize("NFKD").toLowerCase().replace(/\p{Mn}/gu, "").replace(/[æøłđðßœı]/g, (letter) => LETTERS[letter]);

// The folded words of a text. A word with a hyphen or an apostrophe is one word; digits that belong together stand once more as one, last.
function wordsOf(text) {
  text = fold(text).replace(/:(?:s|n|en|ns|ar|er)(?![\p{L}\p{N}])/gu, "").replace(/(\p{L})[-‐‑'’](?=\p{L})/gu, "$1");
  const numbers = text.match(/[0-9]+(?:[ \u00a0:./–-]{1,2}[0-9]+)+/g) || [];
  return [...(text.match(/[\p{L}\p{N}]+/gu) || []).map((word) => SPOKEN.get(word) || word), ...numbers.map((number) => number.replace(/[^0-9]/g, ""))];
}

// The words as a text that begins and ends with a space, so that how a word begins and ends can be compared.
const joined = (words) => ` ${words.join(" ")} `;
