// Fait calculer des situations par le Python du navigateur, sous Node, depuis les archives mêmes que le site sert.
// Usage : node run.mjs CŒUR OUTILS situations.json reponses.json ; une situation : { outil, entrees }.
import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [core, tools, asked, given] = process.argv.slice(2);
const pyodide = await loadPyodide({ stdLibURL: core });
pyodide.FS.writeFile("/lib/outils.zip", readFileSync(tools));
pyodide.runPython("import sys; sys.path.append('/lib/outils.zip')");
pyodide.globals.set("situations", readFileSync(asked, "utf8"));
const answers = pyodide.runPython(`
import json
from tools.kit import bridge
from tools.kit.declare import parse
from tools.kit.tool import get_tool

def answer(outil, entrees):
    tool = get_tool(outil)
    found = tool.answer(parse(tool.inputs, entrees).inputs)
    return {"json": found.data, "html": bridge.summary_html(found) + bridge.details_html(found)}

json.dumps([answer(**situation) for situation in json.loads(situations)])
`);
writeFileSync(given, answers);
