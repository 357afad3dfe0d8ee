// Lance Pyodide sous Node et lui fait empaqueter la bibliothèque du navigateur (voir pack.py).
// Usage : node pack.mjs DOSSIER_SOURCES DOSSIER_SORTIE BIBLIOTHÈQUE
import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { loadPyodide } from "pyodide";

const [source, target, library] = process.argv.slice(2);
const program = await readFile(new URL("pack.py", import.meta.url), "utf8");
// Sans colonnes dans les tables de lignes : des archives plus petites d’un cinquième, les numéros de ligne restent.
const load = async (options = {}) => {
  const pyodide = await loadPyodide({ args: ["-X", "no_debug_ranges"], ...options });
  pyodide.FS.mkdirTree("/src");
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: source }, "/src");
  return pyodide;
};

// Compilée par un Python qui n'a rien fait d'autre : les mêmes octets, que ce soit aujourd'hui ou gardé d'hier.
if (!existsSync(library)) {
  const fresh = await load();
  fresh.globals.set("__name__", "pack"); // pack.py ne fait alors rien de lui-même
  fresh.runPython(program);
  fresh.runPython("write_library()");
  const written = `${library}.${process.pid}`;
  await writeFile(written, fresh.FS.readFile("/out/bibliotheque.zip"));
  await rename(written, library); // jamais un fichier coupé, même si deux constructions partagent ce cache
}
const pyodide = await load({ stdLibURL: library });
pyodide.runPython(program);
for (const name of ["coeur.zip", "outils.zip", "complet.zip"]) {
  await writeFile(`${target}/${name}`, pyodide.FS.readFile(`/out/${name}`));
}
