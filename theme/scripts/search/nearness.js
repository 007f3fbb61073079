// How like a text is to each of many others: how much of its letter groups, three and four letters long, they hold. A group that few
// others hold says more. What is misspelt, inflected, joined or only begun is still like what was meant.
// strategysite/search/nearness.py does exactly the same.

const SIZES = [3, 4];
const USUAL = 200; // groups

function groupsOf(text) {
  const groups = new Set();
  for (const size of SIZES) for (let at = 0; at + size <= text.length; at++) groups.add(text.slice(at, at + size));
  return groups;
}

const groupsIn = (text) => SIZES.reduce((sum, size) => sum + Math.max(0, text.length - size + 1), 0);

// `texts` are joined words; `owner` says of each which thing it belongs to: those that hold a group are counted by their owners. `kinds`
// says of each owner of which kind it is.
function nearnessTo(texts, owner, kinds = []) {
  const all = texts.join("\n");
  const item = new Uint32Array(all.length + 1);
  const ends = [];
  let start = 0;
  texts.forEach((text, number) => {
    item.fill(number, start, (start += text.length + 1));
    ends.push(start);
  });
  const owners = new Set(owner).size;
  const known = new Map();

  // Every text that holds a piece, in order.
  function holding(piece) {
    const found = [];
    for (let at = all.indexOf(piece); at >= 0; at = all.indexOf(piece, ends[found[found.length - 1]])) found.push(item[at]);
    return found;
  }

  function told(group) {
    if (!known.has(group)) {
      const found = holding(group);
      const rare = Math.log(1 + owners / (new Set(found.map((number) => owner[number])).size || 1));
      known.set(group, [found, rare * Math.sqrt(rare)]);
    }
    return known.get(group);
  }

  const shared = new Float64Array(texts.length); // of each text what it shares with the one that is asked of; nothing in between

  // [[text's number, how near it is, 0 to 1]], in no order.
  function near(text) {
    const groups = groupsOf(text);
    const sharing = [];
    let whole = 0;
    for (const group of groups) {
      const [found, weight] = told(group);
      whole += weight;
      for (const number of found) if ((shared[number] += weight) === weight) sharing.push(number); // the first that it shares
    }
    return sharing.map((number) => {
      const part = shared[number] / whole;
      shared[number] = 0;
      return [number, Math.min(1, part * Math.sqrt(groups.size / groupsIn(texts[number])))];
    });
  }

  // The logarithm of how likely each kind of texts is to hold what this one does, the likeliest 0.
  const sizes = Array(Math.max(-1, ...kinds) + 1).fill(0);
  if (kinds.length) texts.forEach((text, number) => { sizes[kinds[owner[number]]] += groupsIn(text); });
  const groupsOfAll = sizes.reduce((sum, size) => sum + size, 0);
  function likely(text) {
    const groups = groupsOf(text);
    const found = sizes.map((size) => -groups.size * Math.log(1 + size / USUAL));
    for (const group of groups) {
      const [holders] = told(group);
      const held = sizes.map(() => 0);
      for (const number of holders) held[kinds[owner[number]]] += 1;
      held.forEach((times, kind) => { found[kind] += Math.log(1 + (times * groupsOfAll) / (USUAL * (holders.length + 1))); });
    }
    const most = Math.max(...found);
    return found.map((value) => value - most);
  }

  return { near, holding, likely };
}
