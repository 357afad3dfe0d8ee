"""Mesurer notre dépendance : pourrions-nous partir, en combien de temps, à quel prix, que faire d'abord."""
