"""Après MkDocs : ce qui se fait sur les fichiers construits ; vaut pour MkDocs comme pour Zensical."""
