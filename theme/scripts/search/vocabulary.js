// The words of the index, and which of them answer a word that was typed.

const STARTS = 0.8; // the typed word is the beginning of it
const ENDS = 0.75; // the typed word is its last part: extremism in högerextremism
const INSIDE = 0.5;
const HEAD = 0.75; // it is the last part of the typed word, which says what kind of thing that is
const PART = 0.6; // it is the first part
const KIN = 0.75; // they begin alike and end differently: extremist, extremism
const MISSPELT = [0, 0.8, 0.6]; // by the number of letters that differ

// `written` are the words of the pages, one for each stem, in the order of the index; `asked` are more words, of questions.
function buildVocabulary(written, asked) {
  const whole = written.map(fold);
  const words = whole.map(stem);
  const place = new Map(words.map((word, number) => [word, number]));
  for (const form of asked) {
    const word = stem(fold(form));
    if (place.has(word)) continue;
    place.set(word, words.length);
    words.push(word);
    whole.push(fold(form));
    written.push(form);
  }
  const has = (word) => place.has(word);
  const exact = (form) => ({ terms: new Map(has(stem(form)) ? [[stem(form), 1]] : []) });

  // One token, or several when the word is made of known words.
  function match(form, unfinished) {
    const own = stem(form);
    const terms = new Map();
    const add = (word, weight) => weight > (terms.get(word) || 0.2) && terms.set(word, weight);
    const known = has(own);
    let begun = false; // some word begins with what was typed
    if (known) terms.set(own, 1);
    if (/\d/.test(form)) {
      if (unfinished && form.length > 2) for (const word of words) if (word.startsWith(form)) add(word, STARTS);
      return [{ terms }];
    }
    words.forEach((word, number) => {
      const share = Math.min(own.length, word.length) / Math.max(own.length, word.length);
      if (word.length > own.length) {
        if (own.length > (unfinished ? 1 : 3) && (word.startsWith(own) || word.startsWith(form))) {
          add(word, STARTS * (known ? share : Math.sqrt(share)));
          begun = begun || unfinished || share > 0.5;
        } else if (own.length > 3 && word.endsWith(own)) add(word, ENDS * Math.sqrt(share));
        else if (own.length > 4 && word.includes(own)) add(word, INSIDE);
      } else if (whole[number].length > 3 && word.length < own.length) {
        const tail = own.endsWith(word) ? word : form.endsWith(whole[number]) ? whole[number] : "";
        if (tail && (tail.length > 5 || begins((tail === word ? own : form).slice(0, -tail.length)))) add(word, HEAD * Math.sqrt(Math.sqrt(share)));
        else if (word.length > 4 && own.startsWith(word)) add(word, PART * Math.sqrt(share));
      }
      if (share > 0.6 && own.length > 4) {
        const alike = commonStart(own, word);
        if (alike > 4 && alike >= 0.75 * Math.max(own.length, word.length) - 0.5) add(word, KIN);
      }
    });
    if (known || begun) return [{ terms }];
    let meant = "";
    for (const near of neighbours(form)) {
      if (!has(near)) continue;
      add(near, MISSPELT[1]);
      if (!meant || words[place.get(near)].length > stem(fold(meant)).length) meant = written[place.get(near)];
    }
    if (meant) return [{ terms, meant }];
    const parts = split(form);
    if (parts) return parts.map((part) => ({ terms: new Map([[part, 1]]) }));
    const near = [...terms.values()].some((weight) => weight > MISSPELT[2]);
    if (form.length > 8 && !near) {
      for (const word of words) {
        if (distance(own, word, 2) > 2) continue;
        add(word, MISSPELT[2]);
        meant = meant || written[place.get(word)];
      }
    }
    return [{ terms, meant }];
  }

  // Whether some word begins so, the s that binds aside: "ring" is no part of "registrering", but "kurs" is one of "webbkurs".
  function begins(part) {
    const bare = part.replace(/s$/, "");
    return bare.length > 2 && words.some((word) => word.startsWith(bare));
  }

  // The stems of all words that are one letter from this one: added, left out, changed or swapped.
  function neighbours(form) {
    const found = new Set();
    if (form.length < 4) return found;
    const keep = (word) => found.add(stemOf(word));
    for (let at = 0; at <= form.length; at++) {
      const head = form.slice(0, at);
      const tail = form.slice(at);
      if (tail) keep(head + tail.slice(1));
      if (tail.length > 1) keep(head + tail[1] + tail[0] + tail.slice(2));
      for (const letter of "abcdefghijklmnopqrstuvwxyz") {
        keep(head + letter + tail);
        if (tail) keep(head + letter + tail.slice(1));
      }
    }
    return found;
  }

  // högerextremist → höger, extremist. The first part may end with the s that binds.
  function split(form) {
    let best = null;
    for (let at = 3; at <= form.length - 3; at++) {
      const head = form.slice(0, at);
      const tail = stem(form.slice(at));
      if (!has(tail)) continue;
      const first = [head, stem(head), head.endsWith("s") ? head.slice(0, -1) : head, head + "a", head + "e"].find((part) => part.length > 2 && has(part));
      if (first && (!best || Math.min(first.length, tail.length) > Math.min(...best.map((part) => part.length)))) best = [first, tail];
    }
    return best;
  }

  return { match, exact, has, number: (word) => place.get(word), size: words.length };
}

function commonStart(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

// How many letters were added, left out, changed or swapped, counted no further than the limit.
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > limit) return limit + 1;
    before = above;
    above = row;
  }
  return above[b.length];
}
