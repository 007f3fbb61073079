// Whom to ring, above what is found: whose number was typed, or else who is named and the contacts of the place that answers best.
// The emergency number comes first on every page of help, where it is doubtful whether one is meant, and where the words may be about
// somebody's life.

const MOST = 3; // contacts

// `alarm` are the words that may be; `calls` the contacts of each section, by their place in `contacts`: [name, number, address, hours,
// times] in the language of the answer, the emergency number first. `best` is the section that answers best, or none, and `first` whom
// its nearest question calls first. strategysite/search/calling.py does exactly the same.
function helpFor(alarm, { calls, ui: { contacts } }, { unit: best, first }, typed, doubtful) {
  const digits = typed.replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15);
  const numbers = (digits.match(/\+?\d[\d\s()./–-]*/g) || []).map((number) => number.replace(/^(\+|00)46\D*0?/, "0").replace(/\D/g, ""));
  const words = ` ${(fold(typed).match(WORD) || []).join(" ")} `;
  const found = contacts.filter(([, number]) => numbers.includes(number.replace(/\D/g, "")));
  if (!found.length) {
    const [, ...placed] = calls.find(([unit]) => unit === best) || [];
    const named = contacts.filter(([name]) => {
      const own = ` ${fold(name.split(/[,،]/)[0])} `;
      return placed.length ? words.includes(own) : words === own;
    });
    found.push(...placed.map((place) => contacts[place]));
    found.splice(placed[0] === 0 ? 1 : 0, 0, ...(first ? [contacts[first]] : []), ...named);
  }
  if ((doubtful && !found.length) || alarm.some((word) => words.includes(" " + word))) found.unshift(contacts[0]);
  return [...new Set(found)].slice(0, MOST);
}
