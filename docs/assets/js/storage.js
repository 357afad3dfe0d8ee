// Ce que la page garde pour cet onglet, et qui disparaît quand on le ferme.

/** Garde une valeur ; faux si le navigateur refuse : elle vit alors le temps de la page. @param {string} key @param {unknown} value */
export function keep(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** La valeur gardée, ou `null`. @param {string} key @returns {any} */
export function kept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}
