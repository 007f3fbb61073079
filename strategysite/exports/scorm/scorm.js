// Keeps the course's progress in the learning platform, by SCORM 1.2 or SCORM 2004. course-store.js
// asks `courseStore` instead of the device. Everything is committed as it happens: a tab that is
// closed, or a phone that sleeps, says no farewell.
(() => {
  "use strict";
  const MOST_WINDOWS = 50; // on the way up; ADL's own search also stops somewhere
  const PATIENCE = 30; // seconds that a platform may take to put its API in place
  const MOST_INTERACTIONS = 250; // the smallest number that SCORM asks a platform to hold
  const newer = document.documentElement.dataset.scorm === "2004";
  const prefix = newer ? "" : "LMS";

  // Each window on the way up, and whoever opened it: a course in a frame may have its player in a
  // window of its own.
  const find = () => {
    const windows = [window];
    for (let index = 0; index < Math.min(windows.length, MOST_WINDOWS); index++) {
      const here = windows[index];
      try {
        const api = here[newer ? "API_1484_11" : "API"];
        if (api && api[prefix + "Initialize"]) return api;
      } catch { /* a window of another site: what is above it may still be ours */ }
      for (const next of [here.parent, here.opener]) {
        if (next && !windows.includes(next)) windows.push(next);
      }
    }
    return null;
  };
  let api, began, places;
  let last = ""; // what the platform was last known to remember
  let open = false;
  const call = (name, ...values) => {
    try { return String(api[prefix + name](...values)); } catch { return ""; }
  };
  const get = (key) => call("GetValue", key);
  const set = (key, value) => call("SetValue", key, String(value)) === "true";
  const core = newer ? "cmi." : "cmi.core.";
  const status = newer ? "cmi.completion_status" : "cmi.core.lesson_status";

  const start = () => {
    api = find();
    open = !!api && call("Initialize", "") === "true";
    if (!open) return;
    began = Date.now();
    places = {};
    // At once: without it a session that ends by itself begins anew the next time.
    set(core + "exit", "suspend");
    if (["not attempted", "unknown", ""].includes(get(status))) set(status, "incomplete");
    call("Commit", "");
  };
  const sessionTime = () => {
    const seconds = Math.round((Date.now() - began) / 1000);
    const minutes = Math.floor(seconds / 60);
    const parts = [Math.floor(minutes / 60), minutes % 60, seconds % 60];
    if (newer) return `PT${parts[0]}H${parts[1]}M${parts[2]}S`;
    return parts.map((part) => String(part).padStart(2, "0")).join(":");
  };
  // A result once passed is never taken back: a platform may start an attempt anew, and a newer
  // version may have more questions.
  const report = (state, { right, of, passed, ...sum }) => {
    const done = passed || !!state.done || get(newer ? "cmi.success_status" : status) === "passed";
    const failed = !done && sum.failed;
    if (newer) {
      set(status, done || failed ? "completed" : "incomplete");
      set("cmi.success_status", done ? "passed" : failed ? "failed" : "unknown");
      set("cmi.score.scaled", Math.floor((100 * right) / of) / 100);
    } else set(status, done ? "passed" : failed ? "failed" : "incomplete");
    set(core + "score.min", 0);
    set(core + "score.max", 100);
    set(core + "score.raw", Math.floor((100 * right) / of));
  };
  // One interaction a question and session, with the latest answer. A platform may lack them: then
  // they are left out.
  const tell = ({ id, kind, right, given, key }) => {
    const place = places[id] ?? Number(get("cmi.interactions._count") || NaN);
    if (!(place < MOST_INTERACTIONS)) return;
    const own = `cmi.interactions.${place}.`;
    const joined = (letters) => letters.join(newer ? "[,]" : ",");
    if (!(id in places)) {
      if (!set(own + "id", id)) return;
      places[id] = place;
      set(own + "type", kind === "order" ? "sequencing" : "choice");
      set(own + "correct_responses.0.pattern", joined(key));
    }
    const now = new Date();
    // The time where the learner is, as it names no zone.
    if (newer) set(own + "timestamp", now.toLocaleString("sv-SE").replace(" ", "T"));
    else set(own + "time", now.toTimeString().slice(0, 8));
    set(own + (newer ? "learner_response" : "student_response"), joined(given));
    set(own + "result", right ? "correct" : newer ? "incorrect" : "wrong");
  };

  window.courseStore = {
    always: true,
    load: () => (last = (open && get("cmi.suspend_data")) || last),
    save(text, state, sum, answer) {
      if (!open) return false;
      const isHeld = set("cmi.suspend_data", text);
      if (isHeld) last = text;
      if (state.at) set(newer ? "cmi.location" : "cmi.core.lesson_location", state.at);
      report(state, sum);
      if (answer) tell(answer);
      set(core + "session_time", sessionTime());
      return call("Commit", "") === "true" && isHeld;
    },
  };

  addEventListener("pagehide", () => {
    if (!open) return;
    set(core + "session_time", sessionTime());
    call("Commit", "");
    call(newer ? "Terminate" : "Finish", "");
    open = false;
  });
  const say = () => {
    const said = document.getElementById("utanfor");
    said.textContent = open ? "" : said.dataset[api ? "failing" : "outside"];
  };
  // Back to a page that the browser has kept in its memory: its session is over. A new one begins,
  // or the page says that none does.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    start();
    say();
  });
  let seconds = 0;
  const wait = () => {
    if (api || ++seconds > PATIENCE) return;
    start();
    say();
    if (open) dispatchEvent(new Event("courseopen"));
    else setTimeout(wait, 1000);
  };
  start();
  addEventListener("DOMContentLoaded", say);
  setTimeout(wait, 1000);
})();
