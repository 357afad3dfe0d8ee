// Les phrases que la page dit d’elle-même ; celles du résultat viennent de Python.
export const SENTENCES = {
  loading: "Python se prépare dans votre navigateur ; vous pouvez déjà saisir.",
  computing: "Calcul en cours…",
  done: "Calculé dans votre navigateur. Montants en euros hors taxes : une estimation pour décider, pas un devis.",
  stale: "Dernier résultat valable.",
  stuck:
    "Le calcul était trop long : il a été arrêté et relancé. Vos valeurs sont gardées ; changez-en une pour recalculer.",
  unavailable:
    "Le calcul ne peut pas se faire dans ce navigateur ou sur ce réseau. La page et l’exemple restent lisibles.",
  copied: "Lien copié.",
  copyByHand: "Copie refusée par le navigateur : le lien est affiché, copiez-le à la main.",
};
