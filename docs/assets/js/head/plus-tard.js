// À la fin de chaque page, à la place du thème : son script (recherche, navigation instantanée, sommaire qui suit) ne part
// qu'au premier geste, fait ailleurs que dans un outil : il occupe un téléphone une seconde, qui se perdrait dans une saisie.
// Avant lui, les liens et le menu marchent seuls ; la recherche et le choix du thème clair ou sombre sont là, et l'appellent.
// @ts-nocheck — script classique, qui lit les marques du thème.
(() => {
  const { src } = document.currentScript.dataset;
  const inputs = [...document.querySelectorAll("[data-md-component=palette] input")];
  const kept = window.__md_get("__palette")?.index;
  const shown = kept ?? inputs.findIndex((input) => matchMedia(input.dataset.mdColorMedia).matches);
  inputs.forEach((input, rank) => {
    input.nextElementSibling.hidden = rank !== Math.max(0, shown);
  });

  // Le menu d'un petit écran n'était qu'une étiquette : un bouton, que le clavier atteint et qui dit son état. Ouvert, on y
  // entre ; en sortir, ou « Échap », le ferme.
  const drawer = document.getElementById("__drawer");
  const label = document.querySelector("label.md-header__button[for=__drawer]");
  const menu = document.createElement("button");
  menu.type = "button";
  menu.className = `${label.className} bouton-menu`;
  menu.setAttribute("aria-label", "Menu");
  menu.append(...label.childNodes);
  label.replaceWith(menu);
  const sayState = () => menu.setAttribute("aria-expanded", String(drawer.checked));
  sayState();
  drawer.addEventListener("change", sayState);
  menu.addEventListener("click", () => {
    drawer.click();
    if (drawer.checked) document.querySelector(".md-sidebar--primary a").focus();
  });
  addEventListener("focusin", ({ target }) => {
    if (drawer.checked && target !== menu && !target.closest?.(".md-sidebar--primary")) drawer.click();
  });
  // Les raccourcis du thème d'une seule touche partiraient d'une dictée, ou d'une frappe à côté d'un champ.
  const ALONE = ["f", "s", "/", "p", "n", ",", "."];
  const keys = (event) => {
    if (ALONE.includes(event.key)) event.stopPropagation();
    if (event.key !== "Escape" || !drawer.checked) return;
    drawer.click();
    menu.focus();
  };
  addEventListener("keydown", keys, { capture: true });

  const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));
  let asked = false;
  let changed = null;
  function load() {
    if (asked) return;
    asked = true;
    keepSheets();
    const script = document.createElement("script");
    script.src = src;
    script.onload = () => {
      dispatchEvent(new Event("theme-arrive"));
      document.dispatchEvent(new Event("DOMContentLoaded")); // il l'attend, et il est passé
      changed?.dispatchEvent(new Event("change", { bubbles: true }));
    };
    document.body.append(script);
  }
  // Le thème réécrit en entier l'adresse des feuilles, qui se rechargent, polices comprises : la page bougeait un instant,
  // et un clic se perdait. Elles se disent déjà à leur adresse entière, sans rien redemander.
  function keepSheets() {
    for (const sheet of document.querySelectorAll("link[rel=stylesheet]")) {
      const whole = sheet.cloneNode();
      whole.href = sheet.href;
      Object.defineProperties(sheet, {
        href: { get: () => whole.href, set() {} },
        outerHTML: { get: () => whole.outerHTML },
      });
    }
  }
  const outside = (event) => {
    if (!event.target.closest?.("[data-outil], [data-nouvelle-version]")) load();
  };
  for (const type of ["pointerover", "pointerdown", "focusin", "keydown"]) {
    addEventListener(type, outside, { capture: true, passive: true });
  }
  addEventListener("change", (event) => {
    if (!window.document$ && event.target.name === "__palette") changed = event.target;
  });
  if (!document.querySelector("[data-outil]"))
    addEventListener("scroll", () => idle(load), { once: true, passive: true });
})();
