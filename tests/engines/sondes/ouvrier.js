// Le vrai ouvrier, parti d'un `blob:` comme le fait engine.js, et dont on écoute ce que sa console dirait.
/** @param {string} address @param {boolean} fault vrai : une faute y est faite exprès, que l'oreille doit entendre */
export async function heardIn(address, fault) {
  const source = `
    const hear = (text) => postMessage({ heard: text });
    addEventListener("securitypolicyviolation", (event) => hear(event.violatedDirective + " " + event.sample));
    addEventListener("error", (event) => hear(event.message));
    addEventListener("unhandledrejection", (event) => hear(String(event.reason)));
    for (const level of ["error", "warn"]) console[level] = (...words) => hear(words.join(" "));
    ${fault ? 'fetch("https://exemple.invalid/").catch(() => postMessage({ ready: true }));' : `import(${JSON.stringify(address)});`}`;
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(url, { type: "module" });
  /** @type {string[]} */
  const heard = [];
  const said = await new Promise((resolve) => {
    worker.onerror = (event) => resolve(`erreur : ${event.message}`);
    worker.onmessage = ({ data }) => {
      if (data.heard) heard.push(data.heard);
      if (data.ready || data.failed) setTimeout(() => resolve(data.failed ?? "prêt"), 300);
    };
  });
  worker.terminate();
  return { said, heard };
}
