// L'ouvrier naïf : les fichiers de Pyodide tels quels, les outils en sources, tout l'un après l'autre.
import { loadPyodide } from "/assets/runtime/naif/pyodide.mjs";

self.onmessage = async ({ data }) => {
  const pyodide = await loadPyodide({ indexURL: "/assets/runtime/naif/" });
  const archive = await fetch("/assets/runtime/naif/outils.zip");
  pyodide.unpackArchive(await archive.arrayBuffer(), "zip", { extractDir: "/outils" });
  pyodide.globals.set("charge", data);
  self.postMessage(
    pyodide.runPython(`
import sys
sys.path.insert(0, "/outils")
from tools.kit import bridge
from tools.kit.link import open_record
bridge.summary_html(open_record("couts", charge).answer)
`),
  );
};
