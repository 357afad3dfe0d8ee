"""Des outils qui n’existent que pour les tests."""
