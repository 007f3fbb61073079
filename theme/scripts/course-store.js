// What is kept of the progress in the course. Every tab shares the store and it outlives them all,
// so what a page remembers is never taken for what is kept: each write reads first, and adds only
// what this page has found out since. A result is never lowered. That the store is there says that
// the visitor wants it: where it is gone, a page keeps nothing until the visitor asks for it again.
(() => {
  "use strict";
  const KEY = "grundutbildning.v1";
  const device = {
    load() { try { return localStorage.getItem(KEY); } catch { return null; } },
    save(text) { try { localStorage.setItem(KEY, text); return true; } catch { return false; } },
    remove() { try { localStorage.removeItem(KEY); } catch { /* nothing was kept */ } },
  };
  // "2.10" comes after "2.9".
  const isLater = (one, other) => one.localeCompare(other, "en", { numeric: true }) > 0;
  const text = (value) => (typeof value === "string" ? value.slice(0, 60) : "");
  const better = (one, other) => {
    if (!one || !other) return one || other;
    const same = other.version === one.version;
    return (same ? other.right > one.right : isLater(other.version, one.version)) ? other : one;
  };

  // `window.courseStore` is a learning platform's: it always keeps, and is told how it goes.
  // Without one it is this device.
  window.courseProgress = (course) => {
    const store = window.courseStore || device;
    const always = !!store.always;
    const ids = (key) => course.modules.flatMap((module) => module[key].match(/\S+/g) || []);
    const fresh = () => ({ app: KEY, version: course.version, at: "", q: {}, f: {} });
    const isAnswered = (state) => Object.keys({ ...state.q, ...state.f }).length > 0;

    // Questions and cases that are no more are left out; what a newer version of the course has
    // written stays as it is.
    const parse = (written) => {
      let old;
      try { old = JSON.parse(written); } catch { throw "unreadable"; }
      if (!old || old.app !== KEY || !old.q || typeof old.q !== "object") throw "other";
      const version = text(old.version);
      const isNewer = isLater(version, course.version);
      const known = (key) =>
        Object.fromEntries(
          Object.entries(Object(old[key]))
            .filter(([id]) => isNewer || ids(key).includes(id))
            .map(([id, value]) => [id, value ? 1 : 0]),
        );
      const state = { ...fresh(), version, at: text(old.at), q: known("q"), f: known("f") };
      const done = old.done; // a passed course stays passed, with the version it was passed in
      if (
        done &&
        [done.right, done.of].every(Number.isInteger) &&
        done.right <= done.of &&
        /^\d{4}-\d\d-\d\d$/.test(done.date)
      ) {
        state.done = {
          date: done.date,
          right: done.right,
          of: done.of,
          version: text(done.version),
        };
      }
      return state;
    };
    const merge = (into, more) => {
      for (const key of ["q", "f"])
        for (const [id, value] of Object.entries(more[key]))
          into[key][id] = Math.max(into[key][id] || 0, value);
      into.at = more.at || into.at;
      const done = better(into.done, more.done);
      if (done) into.done = done;
      return into;
    };
    const count = (state) => {
      const answers = ids("q").map((id) => state.q[id]);
      const right = answers.filter(Boolean).length;
      const [cases, isEnough] = [ids("f"), right >= course.needed];
      const walked = cases.filter((id) => state.f[id]).length;
      return {
        right, of: answers.length, walked, cases: cases.length,
        passed: isEnough && walked === cases.length,
        failed: !isEnough && answers.every((answer) => answer !== undefined),
      };
    };

    let mine = fresh(); // what this page has found out that is not kept yet
    const progress = {
      state: fresh(), kept: always, news: "",
      today: () => new Date().toLocaleDateString("sv-SE"),
      count: () => count(progress.state),
      get isUnsaved() { return isAnswered(mine); },

      // Reads what is kept, lets `change` add to what this page knows, and writes what is new.
      // `wanted`: the visitor asked for it.
      sync(change, wanted, answer) {
        const written = store.load();
        let old;
        try {
          old = written && parse(written);
        } catch {
          /* it stays where it is until the visitor wants otherwise */
        }
        const was = progress.kept;
        progress.kept = always || wanted || !!old;
        if (progress.kept && !was) progress.news = "";
        if (written && !old) progress.news = "broken";
        else if (old && isLater(course.version, old.version)) progress.news = "newer";
        else if (old && isLater(old.version, course.version)) progress.news = "future";
        else if (was && !progress.kept) {
          mine = fresh();
          progress.news = "removed";
        }
        if (change) change(mine);
        const state = progress.state = merge(merge(fresh(), old || fresh()), mine);
        if (progress.news === "future") state.version = old.version;
        const sum = count(state);
        // Who opens a page or a file has not taken the course again.
        if (sum.passed && (!state.done || (isAnswered(mine) && !mine.done)))
          state.done = better(state.done, {
            date: progress.today(),
            right: sum.right,
            of: sum.of,
            version: course.version,
          });
        if (!progress.kept || (written && !old && !wanted && !isAnswered(mine))) return;
        const next = JSON.stringify(state);
        if ((next === written && !answer) || store.save(next, state, sum, answer)) {
          mine = fresh();
          if (["unsaved", "full", "broken"].includes(progress.news)) progress.news = "";
        } else if (isAnswered(mine) || wanted) {
          progress.kept = always || !!old;
          progress.news = progress.kept ? "unsaved" : "full";
        }
      },
      add(key, id, value, answer) {
        progress.sync(
          (known) => {
            known[key][id] = Math.max(known[key][id] || 0, value);
          },
          false,
          answer,
        );
      },
      visit(module) {
        progress.sync((known) => { known.at = module; });
      },
      keep() {
        progress.sync(null, true);
      },
      remove() {
        store.remove();
        mine = fresh();
        Object.assign(progress, { state: fresh(), kept: always, news: "removed" });
      },
      // Takes a file that was saved before, to keep it where it is `wanted`. Nothing is changed
      // where it is not this course's, broken or newer than this page.
      take(written, wanted) {
        try {
          const given = parse(written);
          if (isLater(given.version, course.version)) throw "early";
          if (!isAnswered(given) && Object.keys(JSON.parse(written).q).length) throw "other";
          progress.news = "";
          progress.sync((known) => merge(known, given), wanted);
          if (progress.kept && !progress.isUnsaved) progress.news = "taken";
        } catch (refusal) {
          progress.news = refusal;
        }
      },
    };
    return progress;
  };
})();
