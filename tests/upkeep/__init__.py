"""Ce qui vieillit ou se vérifie hors des pages : nomenclature, audit, veille."""
