"""Un outil qui n'existe que pour les tests, en versions 1.0.0 et 1.1.0."""
