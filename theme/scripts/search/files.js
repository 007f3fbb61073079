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

  const file = (name) => {
    if (!opened.has(name)) {
      const content = fetched(name);
      content.catch(() => opened.delete(name));
      opened.set(name, content);
    }
    return opened.get(name);
  };
  file.here = (name) => opened.has(name);
  return file;
}
