"""Les liens publiés et les liens hostiles, dans chaque moteur de navigateur."""
