// Fait calculer des situations par les deux portages des mesures : le vrai MicroPython, et JavaScript.
// Usage : node portages.mjs < situations.json ; rend les textes de chacun, dans l'ordre.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadMicroPython } from "@micropython/micropython-webassembly-pyscript/micropython.mjs";
import { reponse } from "../../scripts/bench/others/portage.js";

const situations = JSON.parse(readFileSync(0, "utf8"));
const place = (name) => fileURLToPath(import.meta.resolve(name));
const url = place("@micropython/micropython-webassembly-pyscript/micropython.wasm");
const python = await loadMicroPython({ url });
python.FS.writeFile("/portage.py", readFileSync(place("../../scripts/bench/others/portage.py"), "utf8"));
python.globals.set("textes", JSON.stringify(situations));
python.runPython(`
import json, sys
sys.path.append("/")
from portage import reponse
rendus = json.dumps([reponse(*situation) for situation in json.loads(textes)])
`);
const rendus = JSON.parse(python.globals.get("rendus"));
process.stdout.write(JSON.stringify({ micropython: rendus, javascript: situations.map((one) => reponse(...one)) }));
