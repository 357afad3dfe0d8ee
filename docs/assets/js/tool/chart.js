// Un graphique que l'on lit : au pointeur, au doigt, aux flèches ; et l'image que l'on en garde. Python a écrit ce qui se dit.
import { download } from "../texts.js";

/** Ce qu'une image détachée de la page doit porter avec elle. */
const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight"];
const NEXT = ["ArrowRight", "ArrowDown"];
const BEFORE = ["ArrowLeft", "ArrowUp"];
const HEAD = 30;
const SHARP = 2;

/** Lit la valeur la plus proche du pointeur, ou la suivante, la précédente, la première, la dernière. @param {SVGSVGElement} svg @param {Event} event */
export function readChart(svg, event) {
  const marks = /** @type {SVGElement[]} */ ([...svg.querySelectorAll("[data-lu]")]);
  if (marks.length === 0) return;
  if (event instanceof PointerEvent) return say(svg, nearest(marks, event));
  const at = marks.findIndex((mark) => mark.classList.contains("lue"));
  const key = event instanceof KeyboardEvent ? event.key : "";
  if (NEXT.includes(key)) say(svg, marks[Math.min(at + 1, marks.length - 1)]);
  else if (BEFORE.includes(key)) say(svg, marks[Math.max(at - 1, 0)]);
  else if (key === "Home") say(svg, marks[0]);
  else if (key === "End") say(svg, marks[marks.length - 1]);
  else return;
  event.preventDefault();
}

/** @param {SVGElement[]} marks @param {PointerEvent} event */
function nearest(marks, event) {
  const far = (/** @type {SVGElement} */ mark) => {
    const box = mark.getBoundingClientRect();
    const x = Math.max(box.left - event.clientX, 0, event.clientX - box.right);
    const y = Math.max(box.top - event.clientY, 0, event.clientY - box.bottom);
    return x * x + y * y;
  };
  return marks.reduce((one, other) => (far(other) < far(one) ? other : one));
}

/** @param {SVGSVGElement} svg @param {SVGElement} mark */
function say(svg, mark) {
  svg.querySelector(".lue")?.classList.remove("lue");
  mark.classList.add("lue");
  const line = svg.parentElement?.querySelector("[data-lecture]");
  if (line) line.textContent = mark.dataset.lu ?? "";
}

/** Enregistre l'image d'un graphique, avec son titre et à qui sont ses valeurs. @param {HTMLElement} figure @param {string} kind @param {string} owned */
export async function saveImage(figure, kind, owned) {
  const wide = /** @type {SVGSVGElement} */ (figure.querySelector("svg.large"));
  const name = `${figure.dataset.graphique}.${kind}`;
  const text = new XMLSerializer().serializeToString(detached(wide, owned));
  if (kind === "svg") return download(new Blob([text], { type: "image/svg+xml" }), name);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), {
    width: image.width * SHARP,
    height: image.height * SHARP,
  });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && download(blob, name));
}

/** Le dessin, seul : ses couleurs écrites, un fond, son titre, une police que chacun a. @param {SVGSVGElement} svg @param {string} owned */
function detached(svg, owned) {
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const marks = [...svg.querySelectorAll("*")];
  for (const [rank, one] of [...copy.querySelectorAll("*")].entries()) {
    const style = getComputedStyle(marks[rank]);
    for (const key of KEPT) one.setAttribute(key, style.getPropertyValue(key));
    if (one.tagName === "text") one.setAttribute("text-anchor", style.textAnchor);
  }
  for (const one of copy.querySelectorAll(".lecture")) one.remove();
  const { width, height } = svg.viewBox.baseVal;
  const whole = height + 2 * HEAD;
  copy.setAttribute("viewBox", `0 ${-HEAD} ${width} ${whole}`);
  for (const [key, value] of Object.entries({ width, height: whole })) copy.setAttribute(key, String(value));
  copy.setAttribute("font-family", "Arial, Helvetica, sans-serif");
  const page = getComputedStyle(document.body);
  const back = element("rect", { y: -HEAD, width, height: whole, fill: page.backgroundColor });
  const title = element("text", { x: 8, y: -10, fill: page.color, "font-size": "15px", "font-weight": "600" });
  title.textContent = svg.querySelector("title")?.textContent ?? "";
  const foot = element("text", { x: 8, y: height + 18, fill: page.color, "font-size": "12px" });
  foot.textContent = owned;
  copy.prepend(back);
  copy.append(title, foot);
  return copy;
}

/** @param {string} name @param {Record<string, string | number>} attributes */
function element(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
