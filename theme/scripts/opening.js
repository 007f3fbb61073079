// Whether somebody answers at a time, for whatever shows hours: the help pages, and the search.
// Time is told as in Sweden, whatever the clock of the device is set to.
//
// `hours` has entries with ";" between: "1,2,5 09:00-12:00" is Monday, Tuesday and Friday.
// "2026-12-24 closed" and "2026-12-23 09:00-11:00" are days that differ, and go before the week.
let stockholm;

function isOpen(hours, time) {
  stockholm = stockholm || new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Stockholm", hourCycle: "h23", weekday: "short",
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });
  const now = {};
  for (const { type, value } of stockholm.formatToParts(time)) now[type] = value;
  const day = String(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(now.weekday) + 1);
  const date = `${now.year}-${now.month}-${now.day}`;
  const clock = `${now.hour}:${now.minute}`;
  const entries = hours.split(";").map((entry) => entry.split(" "));
  const differing = entries.filter(([when]) => when === date);
  const today = differing.length
    ? differing
    : entries.filter(([when]) => when.split(",").includes(day));
  return today.some(([, span]) => {
    const [from, to] = span.split("-");
    return clock >= from && clock < to;
  });
}
