# Les commandes du projet. `make serve` et `make test` suffisent sur une machine neuve (Python ≥ 3.11, Node ≥ 20).
PYTHON ?= python3
BIN := .venv/bin
SITE_URL ?= http://127.0.0.1:8000/
export SITE_URL

.PHONY: setup browser site serre zensical serve dev unit couverture test test-engines test-longs test-zensical textes lectures sbom audit veille mutants check captures publish-check publish bench phare grandeur charge clean

setup: .venv/.pret node_modules/.pret

# Rien de ce qui s'installe n'exécute de code en s'installant : paquets Python déjà construits, scripts npm ignorés.
# Le dépôt s'importe sans réglage (`.venv/bin/python -m scripts.new_tool …`) : un fichier `.pth`, et rien à installer.
.venv/.pret: requirements-dev.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements-dev.lock
	printf '%s\n' "$(CURDIR)" "$(CURDIR)/docs" > "$$($(BIN)/python -c 'import site; print(site.getsitepackages()[0])')/depot.pth"
	touch $@

node_modules/.pret: package-lock.json
	npm ci --ignore-scripts --no-audit --no-fund
	touch $@

browser: setup
	sh scripts/browser.sh

site: setup
	$(BIN)/python -m scripts.build

# Tel qu'il se publie et se mesure : chaque fichier compressé au plus serré.
serre: setup
	$(BIN)/python -m scripts.build --serre

# Le même site, construit par Zensical dans build/zensical (adr/0024).
zensical: setup
	$(BIN)/python -m scripts.build --zensical

serve: site
	$(BIN)/python -m scripts.serve

dev: setup
	$(BIN)/python -m scripts.build --dev

# Les tests servent le site à l’adresse pour laquelle il est construit : la navigation instantanée en dépend.
test: export SITE_URL := http://127.0.0.1:8765/
test: site zensical browser
	$(BIN)/python -m pytest -n 2 --dist worksteal

# La trousse et les outils, sans site ni navigateur : moins d’une minute.
unit: setup
	$(BIN)/python -m pytest -n 2 -q tests/unit docs/tools scripts

# Chaque branche des outils et de la fabrique des pages, exécutée par un test ; sous 100 %, un échec. Deux fois `make unit`.
couverture: export SITE_URL := http://127.0.0.1:8765/
couverture: site
	$(BIN)/python -m pytest -n 2 -q --cov --cov-report=term tests/unit docs/tools scripts \
	  tests/site/test_rendering.py tests/site/test_content.py tests/site/test_licences.py tests/site/test_rgaa.py \
	  tests/site/test_trust.py tests/upkeep/test_sbom.py

# Refait les textes de référence ; ils se relisent dans la différence.
textes: setup
	REFAIRE_TEXTES=1 $(BIN)/python -m pytest -q tests/unit/test_textes.py

# Refait la nomenclature de ce qui est livré et de ce qui construit, après un verrou changé.
sbom: setup
	$(BIN)/python -m scripts.sbom

# Les vulnérabilités connues ; STRICT=1 fait un échec de ce qui n'a pas pu être exécuté.
audit: setup
	$(BIN)/python -m scripts.audit $(if $(STRICT),--strict)

# Ce qui vieillit : échéances, relectures, adresses des références, dépendances ; STRICT=1 en fait des échecs.
veille: setup
	$(BIN)/python -m scripts.veille $(if $(STRICT),--strict)

# Des fautes faites à la main, une par une : combien les tests en voient.
mutants: site browser
	$(BIN)/python -m scripts.mutants

# Firefox et WebKitGTK : parcours, attaques, liens publiés et chiffres, en petit nombre, tirés à neuf chaque jour.
test-engines: export SITE_URL := http://127.0.0.1:8765/
test-engines: site browser
	$(BIN)/python -m pytest -n 2 --dist worksteal -m moteurs

# Tout en entier, avant de publier : chaque page sous chaque état, un nouvel outil, deux constructions, liens publiés,
# hostiles et tirés dans les trois moteurs, parité et classeur sur toutes les situations.
test-longs: export SITE_URL := http://127.0.0.1:8765/
test-longs: site browser
	TOUT=1 $(BIN)/python -m pytest -n 2 --dist worksteal -m "longs or moteurs or corpus"

# Tous les essais de pages sur le site de Zensical, sauf les captures, et la recherche, qui a les siens (adr/0024).
test-zensical: export SITE_URL := http://127.0.0.1:8765/
test-zensical: site zensical browser
	SITE_SERVI=build/zensical $(BIN)/python -m pytest -n 2 --dist worksteal tests/e2e \
		--ignore=tests/e2e/test_search.py --ignore=tests/e2e/test_looks.py --ignore=tests/e2e/test_gallery.py

# Refait les captures de référence, à regarder avant de les garder.
captures: export SITE_URL := http://127.0.0.1:8765/
captures: site browser
	REFAIRE_CAPTURES=1 $(BIN)/python -m pytest tests/e2e/test_looks.py tests/e2e/test_gallery.py

# Refait les lectures de référence : ce que le clavier et un lecteur d'écran reçoivent, à relire dans la différence.
lectures: export SITE_URL := http://127.0.0.1:8765/
lectures: site browser
	REFAIRE_LECTURES=1 $(BIN)/python -m pytest tests/e2e/test_keyboard.py tests/e2e/test_screen_reader.py

check: site
	$(BIN)/ruff check docs/tools scripts tests
	$(BIN)/ruff format --check docs/tools scripts tests
	$(BIN)/mypy
	npx tsc -p .
	npx biome check

publish-check: setup
	$(BIN)/python -m scripts.publish_check

# Prépare le dossier à envoyer, ou dit ce qui l'empêche : make publish SITE_URL=https://exemple.fr/ (PUBLIER.md).
# ESSAI=1 permet une adresse de cette machine ; ARRET=1 efface chez les lecteurs ce qu'ils gardaient hors ligne.
publish: setup
	$(BIN)/python -m scripts.publish $(if $(ESSAI),--essai) $(if $(ARRET),--arret)

bench: serre browser
	$(BIN)/python -m scripts.bench

# Un téléphone moyen : Lighthouse sur une page de chaque sorte (nginx), puis ce qu'un premier geste y attend.
phare: serre browser
	$(BIN)/python -m scripts.bench.lighthouse
	$(BIN)/python -m scripts.bench.feel

# Ce que coûte une construction : un texte changé, un outil changé, et page par page à 200 et 800 pages.
grandeur: site
	$(BIN)/python -m scripts.bench.rebuild

# nginx sous trente-deux connexions, et les octets de chaque parcours d'un lecteur.
charge: serre browser
	$(BIN)/python -m scripts.bench.load

clean:
	rm -rf site build publication publication.neuf docs/assets/runtime docs/assets/fonts docs/assets/licences docs/assets/modeles docs/assets/js/engine/runtime.js docs/assets/js/shapes.js docs/assets/js/link/inflate.js
