// The files of the index. Each is fetched once, and again only when that failed: at once, and when it is next needed.

function openFiles(root) {
  const opened = new Map();

  async function fetched(name) {
    const answer = await fetch(`${root}search/${name}`);
    if (!answer.ok) throw new Error(name);
    return answer.json();
  }

  const file = (name) => {
    if (!opened.has(name)) {
      const content = fetched(name).catch(() => fetched(name));
      content.catch(() => opened.delete(name));
      opened.set(name, content);
    }
    return opened.get(name);
  };
  file.here = (name) => opened.has(name);
  return file;
}
