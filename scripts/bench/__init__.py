"""Mesures comparées, en une seule exécution : `make bench`."""
