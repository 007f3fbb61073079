// Firefox, by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/): as much of it as the tests ask for.
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE = 20_000; // milliseconds until what is waited for does not come

/** Starts a Firefox with the profile in that folder. `tab(url)` opens a tab of it; `close()` ends it. */
export async function start(program, profile) {
  const process = spawn(program, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
  const address = await new Promise((found, failed) => {
    let said = "";
    process.on("exit", () => failed(new Error(`Firefox ended: ${said}`)));
    process.stderr.on("data", (chunk) => {
      said += chunk;
      const match = /WebDriver BiDi listening on (\S+)/.exec(said);
      if (match) found(match[1]);
    });
  });
  const socket = new WebSocket(`${address}/session`);
  await new Promise((opened, failed) => Object.assign(socket, { onopen: opened, onerror: failed }));
  const waiting = new Map();
  socket.onmessage = ({ data }) => {
    const { id, type, result, message } = JSON.parse(data);
    const asked = waiting.get(id);
    if (asked) asked[type === "success" ? 0 : 1](type === "success" ? result : new Error(message));
  };
  let last = 0;
  const ask = (method, params = {}) => new Promise((...answer) => {
    waiting.set(++last, answer);
    socket.send(JSON.stringify({ id: last, method, params }));
  });
  await ask("session.new", { capabilities: { alwaysMatch: { unhandledPromptBehavior: { confirm: "accept" } } } });
  // Whether Back brought a page out of the browser's memory.
  await ask("script.addPreloadScript", { functionDeclaration: "() => { addEventListener('pageshow', (event) => { window.cameBack = event.persisted; }); }" });
  return {
    async tab(url) {
      const { context } = await ask("browsingContext.create", { type: "tab" });
      const tab = {
        go: (to) => ask("browsingContext.navigate", { context, url: to, wait: "complete" }),
        close: () => ask("browsingContext.close", { context }),
        print: () => ask("browsingContext.print", { context }),
        /** Runs a function in the page and returns what it returns, as JSON. */
        async run(work, ...values) {
          const expression = `(async () => JSON.stringify(await (${work})(...${JSON.stringify(values)})))()`;
          const { result, exceptionDetails } = await ask("script.evaluate", { expression, target: { context }, awaitPromise: true });
          if (exceptionDetails) throw new Error(exceptionDetails.text);
          return result.value === undefined ? undefined : JSON.parse(result.value);
        },
        /** Waits until the function returns something true in the page. */
        async until(work, ...values) {
          for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(50)) {
            try { if (await tab.run(work, ...values)) return; } catch { /* the page is on its way */ }
          }
          throw new Error(`never came: ${work} ${values}`);
        },
        /** Goes back, and fails where the page was loaded anew instead of brought from memory. */
        async back(path) {
          await ask("browsingContext.traverseHistory", { context, delta: -1 });
          await tab.until((end) => location.pathname.endsWith(end) && window.cameBack !== undefined, path);
          if (!(await tab.run(() => window.cameBack))) throw new Error("the page was loaded anew");
        },
      };
      await tab.go(url);
      return tab;
    },
    async close() {
      socket.close();
      const ended = new Promise((done) => process.once("exit", done));
      process.kill();
      await ended;
    },
  };
}
