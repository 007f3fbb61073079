// Asks MiniSearch and lunr what this site's search is asked, over the same sections, with the editors' words added to each section.
// See search.md for the command. Arguments: the sections (tests/search/sections.py), then files of questions as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { brotliCompressSync } from "node:zlib";

const require = createRequire(`${process.cwd()}/`);
const MiniSearch = require("minisearch");
const lunr = require("lunr");
require("lunr-languages/lunr.stemmer.support")(lunr);
require("lunr-languages/lunr.sv")(lunr);

const [sections, questions] = process.argv.slice(2, 4).map((file) => JSON.parse(readFileSync(file)));
const fold = (term) => term.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "");
const stem = (term) => lunr.sv.stemmer(new lunr.Token(term)).toString();
const process_ = (term) => stem(fold(term));
const fields = ["heading", "title", "description", "asked", "text"];
const boost = { heading: 4, title: 2, description: 2, asked: 3 };
const right = (address, pages) => pages.some((page) => (page.includes("#") ? address === page : address.split("#")[0] === page));

function report(name, bytes, find) {
  let [first, three] = [0, 0];
  const times = [];
  for (const { q, page } of questions) {
    const began = performance.now();
    const pages = [];
    for (const address of find(q)) if (!pages.some((other) => other.split("#")[0] === address.split("#")[0])) pages.push(address);
    times.push(performance.now() - began);
    first += right(pages[0] ?? "?", page);
    three += pages.slice(0, 3).some((address) => right(address, page));
  }
  times.sort((a, b) => a - b);
  const share = (number) => `${((100 * number) / questions.length).toFixed(1)} %`;
  console.log(`${name}: first ${share(first)}, among three ${share(three)}, index ${(bytes / 1024).toFixed(1)} KB br, p95 ${times[Math.floor(times.length * 0.95)].toFixed(1)} ms`);
}

const mini = new MiniSearch({ fields, idField: "address", processTerm: process_, searchOptions: { boost, prefix: true, fuzzy: (term) => (term.length > 7 ? 2 : term.length > 3 ? 1 : 0) } });
mini.addAll(sections);
report("MiniSearch", brotliCompressSync(JSON.stringify(mini)).length, (q) => mini.search(q).map(({ id }) => id));

const plain = lunr(function build() {
  this.use(lunr.sv);
  this.ref("address");
  for (const field of fields) this.field(field, { boost: boost[field] ?? 1 });
  for (const section of sections) this.add(section);
});
const safe = (q) => { try { return plain.search(q.replace(/[^\p{L}\p{N} ]/gu, " ")); } catch { return []; } };
report("lunr with lunr.sv", brotliCompressSync(JSON.stringify(plain)).length, (q) => safe(q).map(({ ref }) => ref));
