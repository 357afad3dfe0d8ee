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
  preparing: "Le fichier se prépare…",
  saved: "Fichier enregistré :",
  fileTooBig: "Ce fichier est trop gros pour être un résultat de ce site.",
  fileOpened: "Fichier ouvert : ses valeurs sont dans le formulaire, et la réponse est recalculée.",
  listFull: "La liste est pleine : retirez une ligne avant d’en coller une.",
  nothingRead: "Rien n’a été ajouté : aucune ligne comprise.",
  understood: "Compris :",
  refused: "Non compris :",
  missing: "Non donnés, laissés à zéro :",
  copied: "Lien copié.",
  copyByHand: "Copie refusée par le navigateur : le lien est affiché, copiez-le à la main.",
};
