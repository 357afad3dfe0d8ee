// La page naïve : elle attend Python, puis montre la réponse.
const worker = new Worker("worker.js", { type: "module" });
worker.onmessage = ({ data }) => {
  document.querySelector("main").textContent = data;
  document.body.dataset.fini = String(performance.now());
};
worker.postMessage(location.hash.slice(1));
