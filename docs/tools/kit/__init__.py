"""Ce que les outils partagent : champs, paramètres, formats, rapport, graphiques, liens, passerelle."""
