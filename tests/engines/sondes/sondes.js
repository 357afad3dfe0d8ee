// Des attaques, tentées de l'intérieur : dans la page, et dans un ouvrier parti comme le nôtre. Chacune rend vrai si elle
// a passé ; une erreur est un refus. Ce qui sort du site se voit aussi chez l'autre hôte, qui note ce qu'on lui demande.
const here = globalThis.document ? "page" : "ouvrier";
const WAIT = 800;
const wait = (time) => new Promise((done) => setTimeout(done, time));

const everywhere = (other) => ({
  eval: () => globalThis.eval("1") === 1,
  fonction: () => new Function("return 1")() === 1,
  minuterie: async () => {
    setTimeout("globalThis.__minuterie = 1", 0);
    await wait(50);
    return globalThis.__minuterie === 1;
  },
  fetch: async () => (await fetch(`${other}/${here}-fetch`)).ok,
  import: async () => (await import(`${other}/${here}-import.js`)).default === 1,
  ouvrier: async () => started(new Worker(`${other}/${here}-ouvrier.js`)),
});

const started = (worker) =>
  new Promise((resolve, reject) => {
    worker.onmessage = () => resolve(true);
    worker.onerror = reject;
    setTimeout(reject, WAIT);
  });

const inWorker = (other) => ({
  importScripts: () => importScripts(`${other}/ouvrier-importScripts.js`) === undefined,
  "eval par blob": async () => {
    const source = "postMessage(eval('1'))";
    return started(new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" }))));
  },
});

const inserted = async (html, flag) => {
  const zone = document.body.appendChild(document.createElement("div"));
  zone.innerHTML = html;
  await wait(100);
  return window[flag] === 1;
};

const inPage = (other) => ({
  "innerHTML onerror": () => inserted('<img src="data:," onerror="window.__onerror = 1">', "__onerror"),
  "innerHTML svg": () => inserted('<svg onload="window.__svg = 1"></svg>', "__svg"),
  "innerHTML script": async () => {
    const zone = document.body.appendChild(document.createElement("div"));
    zone.innerHTML = "<script>1</script>";
    return zone.firstChild !== null;
  },
  "script en ligne": async () => {
    const script = document.createElement("script");
    script.append(document.createTextNode("window.__enligne = 1"));
    document.body.append(script);
    await wait(50);
    return window.__enligne === 1;
  },
  "attribut onclick": async () => {
    const button = document.createElement("button");
    button.setAttribute("onclick", "window.__onclick = 1");
    button.click();
    return window.__onclick === 1;
  },
  "lien javascript:": async () => {
    const link = document.createElement("a");
    link.href = "javascript:void (window.__lien = 1)";
    document.body.append(link);
    link.click();
    await wait(50);
    return window.__lien === 1;
  },
  "script d'ailleurs": () =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${other}/page-script.js`;
      script.onload = () => resolve(true);
      script.onerror = reject;
      document.body.append(script);
    }),
  "image d'ailleurs": async () => {
    new Image().src = `${other}/page-image`;
    await wait(WAIT / 2);
    return false; // l'autre hôte le dira
  },
  "cadre d'ailleurs": async () => {
    const frame = document.createElement("iframe");
    frame.src = `${other}/page-cadre`;
    document.body.append(frame);
    await wait(WAIT / 2);
    return false;
  },
  "balise envoyée": async () => {
    navigator.sendBeacon(`${other}/page-balise`, "x");
    await wait(WAIT / 4);
    return false;
  },
  "formulaire envoyé": async () => {
    const form = document.createElement("form");
    const frame = document.createElement("iframe");
    frame.name = form.target = "ailleurs";
    form.action = `${other}/page-formulaire`;
    document.body.append(frame, form);
    form.submit();
    await wait(WAIT / 4);
    return false;
  },
});

/** @returns {Promise<string[]>} les attaques qui ont passé ici */
export async function attempt(other) {
  const probes = { ...everywhere(other), ...(here === "page" ? inPage(other) : inWorker(other)) };
  const passed = [];
  for (const [name, probe] of Object.entries(probes)) {
    try {
      if (await probe()) passed.push(`${here} : ${name}`);
    } catch {
      // refusée
    }
  }
  return passed;
}

export async function attemptInWorker(other) {
  const source = `import { attempt } from ${JSON.stringify(import.meta.url)};
    attempt(${JSON.stringify(other)}).then(postMessage);`;
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = () => reject(new Error("l'ouvrier des sondes n'est pas parti"));
  });
}
