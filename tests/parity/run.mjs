// Fait calculer des situations par le Python du navigateur, sous Node, depuis l'archive même que le site sert.
// Usage : node run.mjs ARCHIVE situations.json reponses.json ; une situation : { outil, entrees }.
import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [archive, asked, given] = process.argv.slice(2);
const pyodide = await loadPyodide({ stdLibURL: archive });
pyodide.globals.set("situations", readFileSync(asked, "utf8"));
const answers = pyodide.runPython(`
import json
from tools.kit import bridge
from tools.kit.parse import parse

def answer(outil, entrees):
    inputs = parse(bridge.load(outil, "inputs").Inputs, entrees).inputs
    result = bridge.load(outil, "model").compute(inputs)
    return {
        "json": bridge.load(outil, "view").to_json(inputs, result),
        "html": bridge.summary_html(outil, inputs) + bridge.details_html(outil, inputs),
    }

json.dumps([answer(**situation) for situation in json.loads(situations)])
`);
writeFileSync(given, answers);
