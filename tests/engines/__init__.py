"""Dans chaque moteur de navigateur : les parcours, les attaques, les liens publiés et les liens hostiles."""
