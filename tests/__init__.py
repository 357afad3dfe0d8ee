"""Les tests : un fichier par module, les contrats sur tous les outils, le site construit, les navigateurs."""
