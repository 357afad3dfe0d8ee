"""La trousse et les outils, sans site ni navigateur."""
