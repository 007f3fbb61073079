// The orientation: checks answers, shows one step of a case at a time, offers to keep progress.
// The page works without it. What is kept, and where, is for course-store.js, which comes first.
(() => {
  "use strict";
  const LARGEST = 65536; // bytes of a file that may be progress
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const add = (parent, tag, text) =>
    parent.appendChild(Object.assign(document.createElement(tag), { textContent: text }));
  const box = document.querySelector("[data-course]");
  const course = box && JSON.parse(box.dataset.course);
  const progress = course && window.courseProgress(course);
  const said = document.querySelector(".progress-said");
  const offer = document.querySelector(".keep-offer");
  const fill = (words, ...numbers) => words.replace(/#/g, () => numbers.shift());

  // Progress.
  function record(key, id, value, answer) {
    if (!progress) return;
    progress.add(key, id, value, answer);
    show();
  }
  const heads = all(".module-head");
  // More of them where all modules are on one page.
  let here = heads.length === 1 ? heads[0].dataset.module : "";
  const show = () => {
    const { state, kept, news, isUnsaved } = progress;
    for (const item of all("li[data-module]")) {
      const module = course.modules.find((other) => other.id === item.dataset.module);
      const ids = module.q.split(" ");
      item.querySelector(".module-state").textContent = kept
        ? `${ids.filter((id) => state.q[id]).length} av ${ids.length} rätt`
        : "";
    }
    for (const section of all(".case"))
      section.querySelector(".case-done").hidden = !state.f[section.dataset.case];
    for (const question of all(".question")) {
      const right = state.q[question.dataset.question];
      question.querySelector(".answered").textContent = right
        ? " ✓ Rätt svar"
        : right === 0
          ? " Inte rätt än"
          : "";
    }
    const hidden = { keep: kept, export: !kept && !isUnsaved, remove: !kept && news !== "broken" };
    for (const button of all("[data-do]")) button.hidden = !!hidden[button.dataset.do];
    dispatchEvent(new CustomEvent("courseshow", { detail: { course, progress, fill } }));
    if (!said) return;
    const sum = progress.count();
    const words = [
      said.dataset[news],
      kept
        ? fill(said.dataset.kept, sum.right, sum.of, sum.walked, sum.cases)
        : !news && said.dataset.none,
    ]
      .filter(Boolean)
      .join(" ");
    if (said.textContent !== words) said.textContent = words;
    for (const warning of all(".question .keep-offer, .unkept"))
      warning.hidden = kept || !isUnsaved;
    document.querySelector(".progress-passed").hidden = !sum.passed && !state.done;
    // Where one was; or what is left, once all is right there.
    const isLeft = (module) => module.q.split(" ").some((id) => !state.q[id]);
    const was = course.modules.findIndex((module) => module.id === state.at);
    const at =
      course.modules[was] &&
      (course.modules.slice(was).find(isLeft) ||
        course.modules.find(isLeft) ||
        course.modules[was]);
    const resume = document.querySelector(".progress-resume");
    resume.hidden = !kept || !at || at.id === here;
    if (at) {
      resume.firstChild.href = at.url;
      resume.querySelector("span").textContent = at.title;
    }
  };

  // Questions. An option goes by its letter where a learning platform is told of it.
  const letter = (index) => "abcdef"[index];
  const feedback = (option) => option.querySelector(".feedback");
  const mark = (right) => {
    const words = document.createElement("strong");
    words.className = "mark";
    add(words, "span", right ? "✓ " : "✗ ").setAttribute("aria-hidden", "true");
    words.append(right ? "Rätt svar" : "Fel svar");
    return words;
  };
  const judge = (question) => {
    const picks = all(".option", question);
    if (question.dataset.kind === "order") {
      const fields = picks.map((option) => option.querySelector("select"));
      const by = (place) =>
        [...fields.keys()]
          .sort((one, other) => place(fields[one]) - place(fields[other]))
          .map(letter);
      if (fields.some((field) => !field.value)) return { empty: "Ge varje rad en siffra först." };
      if (new Set(fields.map((field) => field.value)).size < fields.length)
        return { empty: "Varje siffra får stå en gång." };
      const inPlace = fields.filter((field) => field.value === field.dataset.place).length;
      const right = inPlace === fields.length;
      return {
        right, more: right ? [] : [`${inPlace} av ${fields.length} står på rätt plats.`],
        given: by((field) => field.value), key: by((field) => field.dataset.place),
      };
    }
    const isChosen = (option) => option.querySelector("input").checked;
    const isRight = (option) => "right" in option.querySelector("input").dataset;
    const chosen = picks.filter(isChosen);
    if (!chosen.length) return { empty: "Välj ett svar först." };
    const wrong = chosen.filter((option) => !isRight(option));
    const missing = picks.filter(isRight).length - (chosen.length - wrong.length);
    const right = !wrong.length && !missing;
    const more = !wrong.length && missing ? ["Det du har valt stämmer, men något saknas."] : [];
    // What is chosen is explained; all of it once the answer is right, so that a question can be
    // tried again until then.
    const heard = chosen.map((option) => feedback(option).lastChild.textContent);
    for (const option of picks) {
      const isTold = right || isChosen(option);
      option.classList.toggle("told", isTold);
      if (isTold && !option.querySelector(".mark")) feedback(option).prepend(mark(isRight(option)));
    }
    const letters = (test) => picks.flatMap((option, index) => (test(option) ? letter(index) : []));
    return { right, more, heard, given: letters(isChosen), key: letters(isRight) };
  };
  for (const question of all(".question")) {
    const result = question.querySelector(".result");
    const button = document.createElement("button");
    button.type = "button";
    add(question.querySelector(".question-setting"), "strong", "").className = "answered";
    const name = (words) => { // many buttons with one name would be hard to tell apart by ear
      button.textContent = words;
      button.setAttribute("aria-label", `${words} på fråga ${question.dataset.number}`);
    };
    name("Svara");
    question.classList.add("live");
    result.before(button);
    button.addEventListener("click", () => {
      const { empty, right, more, heard = [], ...answer } = judge(question);
      result.textContent = "";
      add(result, "p", "").append(
        add(
          result,
          "strong",
          empty || (right ? "Rätt svar." : "Inte rätt än. Läs och pröva igen."),
        ),
      );
      if (empty) return;
      for (const line of more) add(result, "p", line);
      // Seen under the answer, read out here.
      for (const line of heard) add(result, "p", line).className = "visually-hidden";
      const solution = question.querySelector(".solution");
      if (solution && right) solution.open = true;
      question.classList.add("tried");
      name("Svara igen");
      const id = question.dataset.question;
      record("q", id, right ? 1 : 0, { id, right, kind: question.dataset.kind, ...answer });
      if (!progress) return;
      if (progress.kept && progress.isUnsaved) add(result, "p", said.dataset.unsaved);
      else if (!progress.kept && offer && !offer.closest(".question")) {
        result.after(offer);
        offer.hidden = false;
      }
    });
  }

  // Cases: a choice is made once, and its link shows the next step in the place of this one. The
  // way so far goes with the browser's history, so that Back leads a step back and not out of the
  // case; a step of it is its id and the number of the choice made there.
  let ways = (history.state && history.state.ways) || {};
  const cases = all(".case").map((section) => {
    const steps = all(".step", section);
    const choicesOf = (step) => all(".choice", step);
    const lock = (step, made) => choicesOf(step).forEach((choice, number) => {
      choice.open = number === made;
      choice.querySelector("summary").setAttribute("aria-disabled", String(made !== undefined));
    });
    const stepOf = ([id]) => steps.find((step) => step.id === id) || steps[0];
    const start = steps.find((step) => "#" + step.id === location.hash) || steps[0];
    const show = () => {
      const way = ways[section.dataset.case] || [[start.id]];
      const here = stepOf(way[way.length - 1]);
      for (const step of steps) {
        step.hidden = step !== here;
        const passed = way.find(([id]) => id === step.id);
        lock(step, passed && passed[1]);
      }
      const path = here.querySelector(".case-path");
      if (path) {
        path.hidden = way.length < 2;
        path.querySelector("ol").textContent = "";
        for (const [id, made] of way.slice(0, -1)) {
          const step = stepOf([id]);
          const chosen = choicesOf(step)[made].querySelector("summary").textContent;
          const heading = step.querySelector("h4, h5").textContent;
          add(path.querySelector("ol"), "li", `${heading}: ${chosen}`);
        }
      }
      return here;
    };
    section.addEventListener("click", (event) => {
      const summary = event.target.closest("summary");
      if (summary) {
        if (summary.getAttribute("aria-disabled") === "true") event.preventDefault();
        else
          for (const choice of choicesOf(summary.closest(".step")))
            choice.querySelector("summary").setAttribute("aria-disabled", "true");
        return;
      }
      const link = event.target.closest('a[href^="#"]');
      const next = link && steps.find((step) => "#" + step.id === link.getAttribute("href"));
      if (!next) return;
      event.preventDefault();
      const step = link.closest(".step");
      const made = choicesOf(step).indexOf(link.closest(".choice"));
      const id = section.dataset.case;
      const way = [...(ways[id] || [[step.id]]).slice(0, -1), [step.id, made]];
      // Back finds the choice as it was made.
      if (made >= 0) history.replaceState({ ways: { ...ways, [id]: way } }, "");
      ways = { ...ways, [id]: made < 0 ? [[next.id]] : [...way, [next.id]] };
      history.pushState({ ways }, "");
      show().focus();
      if (next.dataset.ending) record("f", section.dataset.case, 1);
    });
    show();
    return show;
  });
  const note = () => history.replaceState({ ways }, "");
  if (cases.length) {
    note();
    addEventListener("popstate", ({ state }) => {
      if (!state) return note(); // a link within the page
      ways = state.ways || {};
      for (const again of cases) again();
    });
  }

  // On paper every choice is open; only one of a name can be, so the names wait. Not all browsers
  // can do it by style sheet.
  const closed = [];
  addEventListener("beforeprint", () => {
    // may come more than once before the other
    closed.push(
      ...all(".choice:not([open])").map((choice) => [choice, choice.getAttribute("name")]),
    );
    for (const [choice] of closed) {
      choice.removeAttribute("name");
      choice.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const [choice, name] of closed.splice(0)) {
      choice.open = false;
      choice.setAttribute("name", name);
    }
  });

  const file = document.querySelector(".progress-file");
  const actions = {
    keep: () => progress.keep(),
    export() {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(
        new Blob([JSON.stringify(progress.state, null, 1)], { type: "application/json" }),
      );
      link.download = "framsteg-grundutbildning.json";
      link.click();
      URL.revokeObjectURL(link.href);
    },
    import: () => file.click(),
    // A passed course goes with it.
    remove: (button) => confirm(`${button.textContent}?`) && progress.remove(),
  };

  if (!course) return;
  const refresh = () => {
    progress.sync();
    show();
  };
  const visit = () => {
    if (here) progress.visit(here);
    refresh();
  };
  if (said) box.hidden = false;
  for (const button of all("[data-do]")) {
    button.addEventListener("click", () => {
      const question = button.closest(".question");
      actions[button.dataset.do](button);
      show();
      if (question) {
        const result = question.querySelector(".result");
        add(result, "p", progress.kept ? said.dataset.saved : said.dataset[progress.news]);
        question.querySelector("button").focus();
      } else if (button.hidden) button.parentElement.querySelector("button:not([hidden])").focus();
    });
  }
  if (file) {
    file.addEventListener("change", async () => {
      const [chosen] = file.files;
      if (!chosen) return;
      if (chosen.size > LARGEST) progress.news = "large";
      // To show a certificate, nothing has to be kept.
      else progress.take(await chosen.text().catch(() => ""), !!said);
      file.value = "";
      show();
    });
  }

  // Another tab has written or removed something; Back has brought this page out of the browser's
  // memory; a phone woke up; a learning platform answers at last.
  for (const name of ["storage", "courseopen"]) addEventListener(name, refresh);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) visit(); });
  addEventListener("coursevisit", ({ detail }) => {
    here = detail;
    visit();
  });
  visit();
})();
