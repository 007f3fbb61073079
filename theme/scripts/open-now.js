// "Öppet nu" on top of hours that are written out anyway. The words before the hours are swapped
// for others that still lead up to them ("Stängt nu. Öppet tisdag 13–16."). opening.js tells the
// time.
(() => {
  "use strict";
  // Whoever is closed comes after the others, in whose order the data has them. Once, so that
  // nothing moves under a finger.
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
  const words = [...document.querySelectorAll("[data-hours]")].map((word) => [
    word,
    word.textContent,
  ]);
  const show = () => {
    for (const [word] of words)
      word.textContent = isOpen(word.dataset.hours, new Date())
        ? word.dataset.open
        : word.dataset.closed;
  };
  const forPaper = () => { // which is read another day
    for (const [word, always] of words) word.textContent = always;
  };

  const start = () => {
    document.querySelectorAll(".body-all").forEach(order);
    show();
    setInterval(show, 60000);
    addEventListener("pageshow", show); // the clock stands still while a page sleeps behind Back
    addEventListener("beforeprint", forPaper);
    addEventListener("afterprint", show);
  };

  // A browser needs some 20 ms, a phone 80, to learn the time of another place. Hours below the
  // first screen wait until that is shown.
  const hours = document.querySelector("[data-order], [data-hours]");
  if (hours.getBoundingClientRect().top < innerHeight) start();
  else requestAnimationFrame(() => setTimeout(start));
})();
