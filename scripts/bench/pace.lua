-- Chaque connexion attend trente millisecondes en moyenne : mille demandes par seconde, que rien ne sature.
function delay() return math.random(0, 60) end
