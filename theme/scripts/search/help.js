// Whom to ring, above what is found: whose number was typed, or else the contacts of the place that answers best. The emergency
// number comes first where the words may be about somebody's life.

const MOST = 3; // contacts

// `alarm` are the words that may be, `calls` the contacts of each section, by place in `contacts`: [name, number, address, hours,
// times] in the language of the answer, the emergency number first. `best` is the section that answers best, or none.
function helpFor(alarm, calls, contacts, best, typed) {
  const digits = typed.replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15);
  const numbers = (digits.match(/\+?\d[\d\s()./–-]*/g) || []).map((number) => number.replace(/^(\+|00)46\D*0?/, "0").replace(/\D/g, ""));
  const words = ` ${(fold(typed).match(WORD) || []).join(" ")} `;
  const found = contacts.filter(([, number]) => numbers.includes(number.replace(/\D/g, "")));
  const placed = found.length ? [] : calls.find(([unit]) => unit === best) || [];
  if (alarm.some((word) => words.includes(" " + word))) found.unshift(contacts[0]);
  found.push(...placed.slice(1).map((place) => contacts[place]));
  return found.filter(([, number], place) => found.findIndex((other) => other[1] === number) === place).slice(0, MOST);
}
