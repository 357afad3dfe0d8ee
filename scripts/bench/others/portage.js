// Portage partiel du calcul des coûts : `portage.py`, mot pour mot, en JavaScript ; son en-tête dit ce qui est calculé.
const TIRAGES = 2000;
const MAILLES = 512;
const TIREES = [
  "mise_en_place_eur",
  "hors_forfait_h_mois",
  "projets_eur_an",
  "pilotage_h_mois",
  "gene_min_mois",
  "incidents_an",
  "duree_h",
  "part_touchee_pct",
  "perte_pct",
  "sinistre_pct_an",
  "sinistre_eur",
];
const NOEUDS = Array.from({ length: 2 * MAILLES + 1 }, (_, k) => k / (2 * MAILLES)).map((s) => [
  s * s * (3 - 2 * s),
  6 * s * (1 - s),
]);

const moyenne = ([low, likely, high]) => (low + 4 * likely + high) / 6;

/** Ce que multiplie chaque valeur incertaine dans le total ; `sur`, en euros, ne dépend d'aucune. */
function pentes(entreprise, offre) {
  const sure = (cle) => offre[cle][1];
  const taux = [entreprise.croissance_pct, entreprise.revision_salaires_pct, sure("revision_pct")];
  const found = { sur: 0, heures: 0, pilotage: 0, travail: 0 };
  for (let t = 0; t < entreprise.horizon_mois; t++) {
    const [growth, wages, prices] = taux.map((pct) => (1 + pct / 100) ** Math.floor(t / 12));
    const people = growth * entreprise.postes;
    const billed =
      Math.max(sure("plancher_eur_mois"), sure("forfait_fixe_eur") + people * sure("forfait_poste_eur")) +
      sure("serveurs_eur_mois") +
      people * (sure("licences_poste_eur") + sure("securite_poste_eur")) +
      (entreprise.arrivees_an / 12) * sure("arrivee_eur");
    found.sur += billed * prices + (sure("materiel_eur_an") + sure("equipe_interne_eur_an") * wages) / 12;
    found.heures += sure("hors_forfait_eur_h") * prices;
    found.pilotage += entreprise.cout_horaire_eur * wages;
    found.travail += people * entreprise.cout_horaire_eur * wages;
  }
  return found;
}

/** Le total d'une offre : ses valeurs dans l'ordre de `TIREES`, ses heures d'arrêt, ses pertes en euros. */
function total(entreprise, p, valeurs, arret, perte) {
  const [setup, hours, projects, steering, friction] = valeurs;
  const n = entreprise.horizon_mois;
  const stopped = arret * (entreprise.marge_horaire_eur + ((valeurs[8] / 100) * p.travail) / n);
  const paid = p.sur + setup + p.heures * hours + (n / 12) * projects;
  return paid + p.pilotage * steering + (p.travail / 60) * friction + stopped + perte;
}

function attendu(entreprise, offre) {
  const means = TIREES.map((cle) => moyenne(offre[cle]));
  const years = entreprise.horizon_mois / 12;
  const stopped = (years * means[5] * means[6] * means[7]) / 100;
  return total(entreprise, pentes(entreprise, offre), means, stopped, ((years * means[9]) / 100) * means[10]);
}

/** Les aléas `(k + ½)/n`, mélangés par le générateur de Wichmann et Hill. */
function ordre(graine) {
  const found = Array.from({ length: TIRAGES }, (_, k) => (k + 0.5) / TIRAGES);
  let [a, b, c] = [graine + 1, graine + 1001, graine + 2001];
  for (let last = TIRAGES - 1; last > 0; last--) {
    [a, b, c] = [(a * 171) % 30269, (b * 172) % 30307, (c * 170) % 30323];
    const k = Math.floor(((a / 30269 + b / 30307 + c / 30323) % 1) * (last + 1));
    [found[last], found[k]] = [found[k], found[last]];
  }
  return found;
}

/** Les tirages d'une valeur : le quantile de sa loi PERT (Simpson sur 512 mailles) à chaque aléa. */
function tires([low, likely, high], hasards) {
  const width = high - low;
  if (width === 0) return hasards.map(() => low);
  const left = (4 * (likely - low)) / width;
  const density = NOEUDS.map(([x, slope]) => slope * x ** left * (1 - x) ** (4 - left));
  const cdf = [0];
  for (let k = 0; k < 2 * MAILLES; k += 2) cdf.push(cdf.at(-1) + density[k] + 4 * density[k + 1] + density[k + 2]);
  const units = [];
  for (let cell = 0; cell < MAILLES; cell++) {
    const [x, after] = [NOEUDS[2 * cell][0], NOEUDS[2 * cell + 2][0]];
    const [before, here] = [cdf[cell] / cdf.at(-1), cdf[cell + 1] / cdf.at(-1)];
    while (units.length < TIRAGES && (units.length + 0.5) / TIRAGES <= here) {
      const share = ((units.length + 0.5) / TIRAGES - before) / (here - before);
      units.push(low + width * (x + share * (after - x)));
    }
  }
  return hasards.map((hasard) => units[Math.floor(hasard * TIRAGES)]);
}

/** Le quantile d'une loi de Poisson, par cumul des probabilités. */
function nombre(hasard, mean) {
  let [count, term] = [0, Math.exp(-mean)];
  for (let cumulated = term; cumulated < hasard; cumulated += term) term *= mean / ++count;
  return count;
}

function mediane(entreprise, offre, hasards) {
  const [n, p, strikes] = [entreprise.horizon_mois, pentes(entreprise, offre), []];
  const columns = TIREES.map((cle, rank) => tires(offre[cle], hasards[rank]));
  for (let start = 0; start < n; start += 12)
    strikes.push([Math.min(12, n - start) / 1200, hasards[TIREES.length + 1 + start / 12]]);
  const costs = hasards[TIREES.length].map((chance, draw) => {
    const values = columns.map((column) => column[draw]);
    const stopped = (nombre(chance, (values[5] * n) / 12) * values[6] * values[7]) / 100;
    const struck = strikes.filter(([share, year]) => year[draw] < values[9] * share).length * values[10];
    return total(entreprise, p, values, stopped, struck);
  });
  costs.sort((one, two) => one - two);
  return (costs[TIRAGES / 2 - 1] + costs[TIRAGES / 2]) / 2;
}

/** Ce que la page montre, une ligne par offre ; les aléas d'une clé sont les mêmes pour toutes les offres. */
export function reponse(entreprise, offres) {
  const years = Math.ceil(entreprise.horizon_mois / 12);
  const hasards = Array.from({ length: TIREES.length + 1 + years }, (_, graine) => ordre(graine));
  return offres
    .map(([nom, offre]) => {
      const [mean, middle] = [attendu(entreprise, offre), mediane(entreprise, offre, hasards)];
      return `${nom} : ${mean.toFixed(0)} € attendus, ${middle.toFixed(0)} € en médiane`;
    })
    .join("\n");
}
