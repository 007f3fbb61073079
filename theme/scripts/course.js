// The orientation: checks answers, shows one step of a case at a time, keeps progress if asked, fills in the certificate.
// The page works without it. In a learning platform scorm.js runs first and sets courseStore; else nothing is kept without a click.
(() => {
  "use strict";
  const KEY = "grundutbildning.v1";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const add = (parent, tag, text) => parent.appendChild(Object.assign(document.createElement(tag), { textContent: text }));
  const box = document.querySelector("[data-course]");
  const course = box && JSON.parse(box.dataset.course);
  const ids = (key) => course.modules.flatMap((module) => module[key]);
  const fresh = () => ({ app: KEY, version: course.version, at: "", q: {}, f: {} });

  // What is kept: right or not for each question, the cases that reached an end, where one was, and when the course was passed.
  const device = {
    load: () => { try { return localStorage.getItem(KEY); } catch { return null; } },
    save(state) { try { localStorage.setItem(KEY, JSON.stringify(state)); return true; } catch { return false; } },
    remove() { try { localStorage.removeItem(KEY); } catch { /* nothing was kept */ } },
  };
  const store = window.courseStore || device;
  let kept = false, news = "", state = course && fresh();

  const known = (given, key) => Object.fromEntries(ids(key).filter((id) => given && id in given).map((id) => [id, given[id] ? 1 : 0]));
  const text = (value) => (typeof value === "string" ? value.slice(0, 60) : "");
  const read = () => {
    const written = store.load();
    if (!written) return;
    try {
      const old = JSON.parse(written);
      if (old.app !== KEY || typeof old.q !== "object") throw 0;
      state = { ...fresh(), at: text(old.at), q: known(old.q, "q"), f: known(old.f, "f") };
      const done = old.done; // a passed course stays passed, with the version it was passed in
      if (done && [done.right, done.of].every(Number.isInteger) && /^\d{4}-\d\d-\d\d$/.test(done.date)) {
        state.done = { date: done.date, right: done.right, of: done.of, version: text(done.version) };
      }
      kept = true;
      settle();
      if (old.version !== course.version) { news = "newer"; store.save(state, count()); }
    } catch {
      state = fresh();
      store.remove();
      news = "broken";
    }
  };
  const count = () => {
    const answers = ids("q").map((id) => state.q[id]);
    const right = answers.filter(Boolean).length;
    return { right, of: answers.length, answered: answers.filter((answer) => answer !== undefined).length, passed: right >= course.needed };
  };
  const today = () => new Date().toLocaleDateString("sv-SE");
  const record = (key, id, value) => {
    if (!course) return;
    state[key][id] = state[key][id] || value;
    settle();
    if (kept) store.save(state, count());
    show();
  };
  const settle = () => {
    const { right, of, passed } = count();
    const { done } = state;
    if (passed && !(done && done.version === course.version && done.right >= right)) {
      state.done = { date: today(), right, of, version: course.version };
    }
  };
  const fill = (words, ...numbers) => words.replace(/#/g, () => numbers.shift());

  // Questions.
  const judge = (question) => {
    const picks = all(".option", question);
    if (question.dataset.kind === "order") {
      const fields = picks.map((option) => option.querySelector("select"));
      if (fields.some((field) => !field.value)) return { empty: "Ge varje rad en siffra först." };
      const inPlace = fields.filter((field) => field.value === field.dataset.place).length;
      const right = inPlace === fields.length;
      return { right, more: right ? [] : [`${inPlace} av ${fields.length} står på rätt plats.`] };
    }
    const chosen = picks.filter((option) => option.querySelector("input").checked);
    if (!chosen.length) return { empty: "Välj ett svar först." };
    const isRight = (option) => "right" in option.querySelector("input").dataset;
    const wrong = chosen.filter((option) => !isRight(option));
    const missing = picks.filter(isRight).length - (chosen.length - wrong.length);
    const right = !wrong.length && !missing;
    const more = (right ? chosen : wrong).map((option) => option.querySelector(".feedback").textContent);
    if (!wrong.length && missing) more.push("Det du har valt stämmer, men något saknas.");
    return { right, more };
  };
  for (const question of all(".question")) {
    const result = question.querySelector(".result");
    const button = document.createElement("button");
    button.type = "button";
    const name = (words) => { // many buttons with one name would be hard to tell apart by ear
      button.textContent = words;
      button.setAttribute("aria-label", `${words} på fråga ${question.dataset.number}`);
    };
    name("Svara");
    question.classList.add("live");
    result.before(button);
    button.addEventListener("click", () => {
      const { empty, right, more } = judge(question);
      result.textContent = "";
      add(result, "p", "").append(add(result, "strong", empty || (right ? "Rätt svar." : "Inte rätt än. Läs och pröva igen.")));
      if (empty) return;
      for (const line of more) add(result, "p", line);
      question.classList.add("tried");
      name("Svara igen");
      const part = question.closest("[data-part]"); // where one is, on a page that holds all modules
      if (part) state.at = part.dataset.part;
      record("q", question.dataset.question, right ? 1 : 0);
    });
  }

  // Cases: the link of a choice shows the next step in the place of this one.
  for (const section of all(".case")) {
    const steps = all(".step", section);
    const go = (step) => {
      for (const other of steps) other.hidden = other !== step;
      for (const choice of all(".choice", step)) choice.open = false;
      if (step.dataset.ending) record("f", section.dataset.case, 1);
    };
    go(steps.find((step) => "#" + step.id === location.hash) || steps[0]);
    section.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#"]');
      const step = link && steps.find((other) => "#" + other.id === link.getAttribute("href"));
      if (!step) return;
      event.preventDefault();
      go(step);
      step.focus();
    });
  }

  // Progress.
  const show = () => {
    for (const item of all("li[data-module]")) {
      const module = course.modules.find((other) => other.id === item.dataset.module);
      const right = module.q.filter((id) => state.q[id]).length;
      item.querySelector(".module-state").textContent = kept ? `${right} av ${module.q.length} rätt` : "";
    }
    const said = document.querySelector(".progress-said");
    if (!said) return;
    const sum = count();
    const words = [news && said.dataset[news], kept ? fill(said.dataset.kept, sum.right, sum.of) : !news && said.dataset.none].filter(Boolean).join(" ");
    if (said.textContent !== words) said.textContent = words;
    for (const button of all("[data-do]")) button.hidden = (button.dataset.do === "keep") === kept;
    document.querySelector(".progress-passed").hidden = !sum.passed;
    const at = course.modules.find((module) => module.id === state.at);
    const resume = document.querySelector(".progress-resume");
    resume.hidden = !kept || !at || all(".module-head").length === 1; // within a module one is already there
    if (at) {
      resume.firstChild.href = at.url;
      resume.querySelector("span").textContent = at.title;
    }
  };
  const actions = {
    keep() {
      kept = store.save(state, count());
      news = kept ? "" : "full";
      visit();
    },
    export() {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([JSON.stringify(state, null, 1)], { type: "application/json" }));
      link.download = "framsteg-grundutbildning.json";
      link.click();
      URL.revokeObjectURL(link.href);
    },
    remove() {
      store.remove();
      kept = false;
      news = "removed";
      state = fresh();
    },
  };
  const visit = () => {
    const here = all(".module-head");
    if (!kept || here.length !== 1) return;
    state.at = here[0].dataset.module;
    store.save(state, count());
  };
  if (course) {
    read();
    kept = kept || !!store.always;
    visit();
    if (box.matches(".course-progress")) {
      box.hidden = false;
      for (const button of all("[data-do]")) {
        button.addEventListener("click", () => {
          actions[button.dataset.do]();
          show();
          if (button.hidden) document.querySelector("[data-do]:not([hidden])").focus();
        });
      }
    }
    show();
  }

  // The certificate.
  const paper = document.querySelector(".course-certificate");
  if (paper) {
    const said = paper.querySelector(".certificate-said");
    const print = paper.querySelector(".certificate-print");
    const sheet = paper.querySelector(".certificate");
    const sum = count();
    const done = state.done;
    print.hidden = false;
    print.addEventListener("click", () => window.print());
    paper.querySelector("#intyg-datum").value = done ? done.date : kept ? "" : today();
    if (done) {
      said.textContent = said.dataset.passed;
      paper.querySelector("#intyg-resultat").value = `${done.right} av ${done.of}`;
      paper.querySelector(".certificate-version").textContent = done.version;
      if (done.version !== course.version) for (const part of all(".this-version", paper)) part.remove();
    } else if (kept) {
      said.textContent = fill(said.dataset.missing, sum.right, sum.of, course.needed);
      sheet.hidden = print.hidden = true;
    } else if (news) said.textContent = "";
  }
})();
