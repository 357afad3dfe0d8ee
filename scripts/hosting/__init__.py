"""Ce que chaque hébergeur doit envoyer : une seule source, et les fichiers que chacun lit."""
