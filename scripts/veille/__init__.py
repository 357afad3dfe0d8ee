"""La veille : ce qui, dans le site, vieillit sans que rien n'y change (adresses, relectures, dates, dépendances)."""
