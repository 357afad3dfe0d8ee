// Lance Pyodide sous Node et lui fait empaqueter la bibliothèque du navigateur (voir pack.py).
// Usage : node pack.mjs DOSSIER_SOURCES DOSSIER_SORTIE BIBLIOTHÈQUE_COMPILÉE
import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { loadPyodide } from "pyodide";

const [source, target, standard] = process.argv.slice(2);
const program = await readFile(new URL("pack.py", import.meta.url), "utf8");
// Sans colonnes dans les tables de lignes : des archives plus petites d’un cinquième, les numéros de ligne restent.
const load = () => loadPyodide({ args: ["-X", "no_debug_ranges"] });

// Compilée par un Python qui n'a rien fait d'autre : les mêmes octets, que ce soit aujourd'hui ou gardé d'hier.
if (!existsSync(standard)) {
  const fresh = await load();
  fresh.globals.set("__name__", "pack"); // pack.py ne fait alors rien de lui-même
  fresh.runPython(program);
  fresh.runPython("write_standard()");
  const written = `${standard}.${process.pid}`;
  await writeFile(written, fresh.FS.readFile("/lib/standard.zip"));
  await rename(written, standard); // jamais un fichier coupé, même si deux constructions partagent ce cache
}
const pyodide = await load();
pyodide.FS.mkdirTree("/src");
pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, { root: source }, "/src");
pyodide.FS.writeFile("/lib/standard.zip", await readFile(standard));
pyodide.runPython(program);
for (const name of ["coeur.zip", "outils.zip", "complet.zip"]) {
  await writeFile(`${target}/${name}`, pyodide.FS.readFile(`/out/${name}`));
}
