// What is kept of a course, and where a heading is divided, in Firefox. The same of a course is tested in Chromium by tests/course; here it is short.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { start } from "./bidi.mjs";

const { FIREFOX, PROFILE, SITE } = process.env;
const FIRST = `${SITE}/grundutbildning/modul-1/`, SECOND = `${SITE}/grundutbildning/modul-2/`;
let firefox, tabs = [];

before(async () => { firefox = await start(FIREFOX, PROFILE); });
after(() => firefox.close());
const open = async (url) => {
  tabs.push(await firefox.tab(url));
  return tabs.at(-1);
};
afterEach(async () => {
  await tabs[0].run(() => { localStorage.clear(); sessionStorage.clear(); });
  for (const tab of tabs.splice(0)) await tab.close();
});

const press = (tab, selector) => tab.run((which) => document.querySelector(which).click(), selector);
const save = (tab) => press(tab, ".progress-buttons [data-do=keep]");
const kept = (tab) => tab.run(() => JSON.parse(localStorage.getItem("grundutbildning.v1")));
const answer = (tab, id, right = true) => tab.run((question, isRight) => {
  const box = document.querySelector(`[data-question=${question}]`);
  for (const field of box.querySelectorAll("input")) field.checked = ("right" in field.dataset) === isRight;
  box.querySelector("button").click();
}, id, right);
const says = (tab, words) => tab.until((said) => document.querySelector(".progress-said").textContent.includes(said), words);

test("answers in two tabs are all kept, and no result is lowered", async () => {
  const one = await open(FIRST), other = await open(SECOND);
  await save(one);
  await answer(one, "for-vem");
  await says(other, "Du har 1 av 10 frågor rätt."); // a tab may be a process of its own, which hears of it a little later
  await answer(other, "det-brinner");
  await says(one, "Du har 2 av 10 frågor rätt.");
  await answer(one, "for-vem", false);
  assert.deepEqual((await kept(one)).q, { "for-vem": 1, "det-brinner": 1 });
  for (const tab of [one, other]) await says(tab, "Du har 2 av 10 frågor rätt.");
});

test("a page that Back brings from memory adds to what is kept", async () => {
  const one = await open(FIRST);
  await save(one);
  await answer(one, "for-vem");
  await one.go(SECOND);
  await answer(one, "det-brinner");
  await one.back("/modul-1/");
  await says(one, "Du har 2 av 10 frågor rätt.");
  await answer(one, "vad-hjalper");
  assert.deepEqual((await kept(one)).q, { "for-vem": 1, "det-brinner": 1, "vad-hjalper": 1 });
});

test("what is removed stays removed in a tab that Back brings from memory", async () => {
  const one = await open(FIRST), other = await open(SECOND);
  await save(one);
  await answer(one, "for-vem");
  await one.go(SECOND);
  await press(other, "[data-do=remove]");
  await one.back("/modul-1/");
  await says(one, "Borttaget. Inget är sparat.");
  await answer(one, "vad-hjalper");
  assert.equal(await kept(one), null);
});

test("a printed part has every choice of its cases open, and closes them again", async () => {
  const page = await open(SECOND);
  await page.run(() => addEventListener("beforeprint", () => { window.printed = [...document.querySelectorAll(".choice")].every((choice) => choice.open); }));
  await page.print();
  assert.equal(await page.run(() => window.printed), true);
  await page.until(() => !document.querySelector(".choice[open]"));
});

test("a word that has room stays whole in a heading, and in a search result", async () => {
  const page = await open(FIRST);
  const rows = await page.run(() => [document.querySelector("h1"), Object.assign(document.createElement("b"), { className: "hit" })].map((place) => {
    document.querySelector("article").prepend(place);
    place.textContent = "Mot våldsbejakande extremism";
    place.style.cssText = "display: block; width: 9.5em";
    const word = document.createRange();
    word.setStart(place.firstChild, "Mot ".length);
    word.setEnd(place.firstChild, "Mot våldsbejakande".length);
    return word.getClientRects().length;
  }));
  assert.deepEqual(rows, [1, 1]);
});

for (const edition of ["1.2", "2004"]) {
  const platform = `${SITE}/${edition}/strict.html`;
  const inside = (tab, work) => tab.until((what) => Function("course", `return ${what}`)(document.querySelector("iframe").contentDocument), work);
  const answerInside = (tab, id) => tab.run((question) => {
    const course = document.querySelector("iframe").contentDocument;
    const box = course.querySelector(`[data-question=${question}]`);
    for (const field of box.querySelectorAll("input")) field.checked = "right" in field.dataset;
    box.querySelector("button").click();
  }, id);
  const answers = (tab) => tab.run(() => JSON.parse(JSON.parse(sessionStorage.getItem("kept"))["cmi.suspend_data"]).q);

  test(`SCORM ${edition}: Back to the platform begins a new session`, async () => {
    const page = await open(`${platform}#${edition}`);
    await inside(page, "course.querySelector('.question button')");
    await answerInside(page, "for-vem");
    await page.go(`${SITE}/${edition}/elsewhere.html`);
    await page.back("/strict.html");
    await answerInside(page, "vad-hjalper");
    assert.deepEqual(await answers(page), { "for-vem": 1, "vad-hjalper": 1 });
  });

  test(`SCORM ${edition}: where the session has ended, the page says that nothing is saved`, async () => {
    const page = await open(`${platform}#${edition}&once`);
    await inside(page, "course.querySelector('.question button')");
    await answerInside(page, "for-vem");
    await page.go(`${SITE}/${edition}/elsewhere.html`);
    await page.back("/strict.html");
    await inside(page, "course.querySelector('#utanfor').textContent.includes('inget sparas')");
    assert.deepEqual(await answers(page), { "for-vem": 1 });
  });
}
