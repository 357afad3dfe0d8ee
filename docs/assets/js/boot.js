// Dans l'en-tête d'une page de calculateur : réveille Python sans attendre la fin du document.
// Ouvrir cette page est l'intention ; avec l'économie de données, on attend le premier geste (tool.js).
import { wakeUnlessSaving } from "./engine.js";

wakeUnlessSaving();
