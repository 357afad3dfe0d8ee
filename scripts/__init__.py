"""Les scripts du projet : construire, servir, mesurer, créer un outil."""
