"""L’environnement Python du navigateur : archives compilées, noms d’après le contenu."""
