"""Comparer le coût réel de plusieurs façons de faire tourner l'informatique."""
