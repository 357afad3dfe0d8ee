"""Le même résultat dans CPython et dans le Python du navigateur."""
