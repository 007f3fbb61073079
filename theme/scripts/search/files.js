// The files of the index. Each is fetched once, and again only when that failed.

const TRIES = 2;

function openFiles(root) {
  const folder = root + "search/";
  const opened = new Map();

  async function fetched(name) {
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await fetch(folder + name);
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        return await answer.json();
      } catch (error) {
        if (attempt === TRIES) throw error;
      }
    }
  }

  return (name) => {
    if (!opened.has(name)) {
      const file = fetched(name);
      file.catch(() => opened.delete(name));
      opened.set(name, file);
    }
    return opened.get(name);
  };
}
