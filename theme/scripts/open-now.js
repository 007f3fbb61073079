// "Öppet nu" on top of hours that are written out anyway. The words before the hours are swapped for others that still lead up to
// them ("Stängt nu. Öppet tisdag 13–16."). Time is told as in Sweden, whatever the clock of the device is set to.
//
// data-hours has entries with ";" between: "1,2,5 09:00-12:00" is Monday, Tuesday and Friday. "2026-12-24 closed" and
// "2026-12-23 09:00-11:00" are days that differ, and go before the week.
(() => {
  "use strict";
  const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  let stockholm;

  const isOpen = (hours, time) => {
    const now = {};
    for (const { type, value } of stockholm.formatToParts(time)) now[type] = value;
    const day = String(DAYS.indexOf(now.weekday) + 1);
    const date = `${now.year}-${now.month}-${now.day}`;
    const clock = `${now.hour}:${now.minute}`;
    const entries = hours.split(";").map((entry) => entry.split(" "));
    const differing = entries.filter(([when]) => when === date);
    const today = differing.length ? differing : entries.filter(([when]) => when.split(",").includes(day));
    return today.some(([, span]) => {
      const [from, to] = span.split("-");
      return clock >= from && clock < to;
    });
  };

  // Whoever is closed comes after the others, in whose order the data has them. Once, so that nothing moves under a finger.
  const order = (list) => {
    const cards = [...list.querySelectorAll(":scope > [data-order]")];
    const closed = (card) => {
      const hours = card.querySelector("[data-hours]");
      return hours !== null && !isOpen(hours.dataset.hours, new Date());
    };
    cards.sort((a, b) => closed(a) - closed(b) || a.dataset.order - b.dataset.order);
    const first = cards.findIndex((card) => card.querySelector("a") && !closed(card));
    if (first > 0) cards.unshift(...cards.splice(first, 1));
    list.append(...cards);
  };
  const show = () => {
    for (const word of document.querySelectorAll("[data-hours]")) {
      word.textContent = isOpen(word.dataset.hours, new Date()) ? word.dataset.open : word.dataset.closed;
    }
  };

  const start = () => {
    stockholm = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Europe/Stockholm", hourCycle: "h23", weekday: "short",
      year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    });
    document.querySelectorAll(".contacts").forEach(order);
    show();
    setInterval(show, 60000);
    addEventListener("pageshow", show); // the clock stands still while a page sleeps behind Back
  };

  // A browser needs some 20 ms, a phone 80, to learn the time of another place. Hours below the first screen wait until that is shown.
  const hours = document.querySelector("[data-order], [data-hours]");
  if (hours.getBoundingClientRect().top < innerHeight) start();
  else requestAnimationFrame(() => setTimeout(start));
})();
