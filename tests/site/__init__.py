"""Le site construit : contenu, langue, norme HTML, liens, classeur, et un outil de plus."""
