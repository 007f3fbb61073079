// Keeps the course's progress in the learning platform, by SCORM 1.2 or SCORM 2004. course.js asks `courseStore` instead of the device.
(() => {
  "use strict";
  const newer = document.documentElement.dataset.scorm === "2004";
  const api = (() => {
    const name = newer ? "API_1484_11" : "API";
    for (let start of [window, window.opener]) {
      for (let steps = 0; start && steps < 20; steps++) {
        try {
          if (start[name]) return start[name];
          if (start.parent === start) break;
          start = start.parent;
        } catch { break; } // a frame of another site
      }
    }
    return null;
  })();
  const call = (name, ...values) => (api ? String(api[(newer ? "" : "LMS") + name](...values)) : "");
  const get = (key) => call("GetValue", key);
  const set = (key, value) => call("SetValue", key, String(value));
  const core = newer ? "cmi." : "cmi.core.";
  const began = Date.now();
  let open = api && call("Initialize", "") === "true";

  const status = newer ? "cmi.completion_status" : "cmi.core.lesson_status";
  if (open && ["not attempted", "unknown", ""].includes(get(status))) {
    set(status, "incomplete");
    call("Commit", "");
  }

  const sessionTime = () => {
    const seconds = Math.round((Date.now() - began) / 1000);
    const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    return newer ? `PT${hours}H${minutes}M${rest}S` : [hours, minutes, rest].map((part) => String(part).padStart(2, "0")).join(":");
  };
  // A result once passed is never taken back: a platform may start an attempt anew, and a newer version may have more questions.
  const report = (state, { right, of, answered, passed }) => {
    const done = passed || !!state.done || get(newer ? "cmi.success_status" : status) === "passed";
    const failed = !done && answered === of;
    if (newer) {
      set(status, done || failed ? "completed" : "incomplete");
      set("cmi.success_status", done ? "passed" : failed ? "failed" : "unknown");
      set("cmi.score.scaled", Math.floor((100 * right) / of) / 100);
    } else set(status, done ? "passed" : failed ? "failed" : "incomplete");
    set(core + "score.min", 0);
    set(core + "score.max", 100);
    set(core + "score.raw", Math.floor((100 * right) / of));
  };

  window.courseStore = {
    always: true,
    load: () => (open ? get("cmi.suspend_data") : ""),
    save(state, sum) {
      if (!open) return false;
      set("cmi.suspend_data", JSON.stringify(state));
      set(newer ? "cmi.location" : "cmi.core.lesson_location", state.at);
      report(state, sum);
      return call("Commit", "") === "true";
    },
    remove() {
      if (open) set("cmi.suspend_data", "");
    },
  };

  const close = () => {
    if (!open) return;
    set(core + "session_time", sessionTime());
    set(core + "exit", "suspend");
    call("Commit", "");
    call(newer ? "Terminate" : "Finish", "");
    open = false;
  };
  addEventListener("pagehide", close);
  addEventListener("DOMContentLoaded", () => {
    document.getElementById("utanfor").hidden = !!open;
    const place = open && document.getElementById(get(newer ? "cmi.location" : "cmi.core.lesson_location"));
    if (place) place.scrollIntoView();
  });
})();
