"""Trois autres façons d'écrire la page de calcul, mesurées pour information ; aucune n'est du site.

- `pyscript.html` : PyScript sur Pyodide, dans un ouvrier ; les outils mêmes, la réponse entière, comme la page naïve.
- `micropython.html` : PyScript sur MicroPython, sur le fil de la page. Il n'a ni `dataclasses`, ni `typing`, ni
  `collections.abc`, ni `tomllib` : les outils ne s'y importent pas. Il calcule le portage partiel de `portage.py`.
- `javascript.html` : `portage.js`, le même portage, sans bibliothèque.

PyScript (`@pyscript/core`, licence Apache 2.0) et MicroPython (`@micropython/micropython-webassembly-pyscript`, licence
MIT, à la version que PyScript demande) viennent de npm, pour mesurer seulement : le site ne les contient pas.
"""
