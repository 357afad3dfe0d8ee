"""Avant MkDocs : ce que les pages supposent dans `docs/assets`."""
