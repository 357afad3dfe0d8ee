"""Le dossier à envoyer : ce qui l'empêche, ce qu'il contient, et `_headers` lu comme ses hébergeurs le lisent."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from scripts import build, publish, publish_check
from scripts.hosting import older, rules, write
from scripts.hosting.headers_file import write_headers
from scripts.paths import SITE
from tests.outside import required, required_file
from tests.site.test_hosting import COMMON, KEPT, PAGE, SCRIPT

DAY = date(2026, 11, 27)
Rules = list[tuple[str, list[tuple[str, str]]]]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Une publication entière, dans un sous-dossier d'un hôte."""
    target = tmp_path_factory.mktemp("publication") / "publication"
    assert publish.assemble(SITE, target, "https://exemple.fr/projet/", DAY)
    return target


def read_headers(text: str) -> Rules:
    """Lit un fichier `_headers` : une adresse sans retrait, ses en-têtes en retrait, « # » pour un commentaire."""
    found: Rules = []
    for line in text.splitlines():
        if line.startswith("/"):
            found.append((line, []))
        elif line.strip() and not line.startswith("#"):
            name, _, value = line.partition(":")
            found[-1][1].append((name.strip(), value.strip()))
    return found


def applied(found: Rules, path: str) -> dict[str, list[str]]:
    """Toutes les règles qui conviennent s'appliquent ; « * » ne vient qu'en dernier et prend tout le reste."""
    sent: dict[str, list[str]] = {}
    for pattern, headers in found:
        if path == pattern or (pattern.endswith("*") and path.startswith(pattern[:-1])):
            for name, value in headers:
                sent.setdefault(name, []).append(value)
    return sent


def test_headers_file_says_each_header_once(published: Path) -> None:
    """Netlify et Cloudflare : chaque fichier, chaque page a ses en-têtes, chacun une fois ; les limites sont tenues."""
    site = published / "site"
    text = (site / "_headers").read_text(encoding="utf-8")
    found = read_headers(text)
    assert len(found) <= 100
    assert max(map(len, text.splitlines())) <= 2000
    assert all("*" not in pattern[:-1] for pattern, _ in found)
    everywhere = {**COMMON, "X-Frame-Options": "DENY"}
    for path in sorted(p for p in site.rglob("*") if p.is_file() and p.suffix != ".br" and p.name != "_headers"):
        name = path.relative_to(site).as_posix()
        cached, script = rules.cache_control(name), path.suffix in {".js", ".mjs"}
        expected = {**everywhere, "Cache-Control": cached, "Content-Security-Policy": SCRIPT if script else PAGE}
        for address in {f"/{name}", f"/{name.removesuffix('index.html')}"}:
            assert applied(found, address) == {key: [value] for key, value in expected.items()}, address
    worker = next(site.glob("assets/js.*/engine/worker.js")).relative_to(site).as_posix()
    assert applied(found, f"/{worker}")["Cache-Control"] == [KEPT]
    assert applied(found, "/introuvable") == {key: [value] for key, value in everywhere.items()}


def test_too_long_headers_file_is_told(tmp_path: Path) -> None:
    """Cloudflare Pages ne lit que cent règles : au-delà, cela se sait à la préparation, non en ligne."""
    site = tmp_path / "site"
    site.mkdir()
    for rank in range(99):  # et la règle qui vaut partout
        (site / f"{rank}.txt").touch()
    assert write_headers(site)
    (site / "99.txt").touch()
    assert not write_headers(site)


def test_every_suffix_of_the_site_has_its_type() -> None:
    """Un fichier d'une sorte nouvelle veut sa ligne dans `rules.TYPES` : un hébergeur, lui, ne devine pas."""
    found = {path.suffix for path in SITE.rglob("*") if path.is_file()} - {".br"}
    assert found - set(rules.TYPES) == {".bin"}


def test_servers_accept_their_files(published: Path, tmp_path: Path) -> None:
    """Tels qu'ils seront envoyés, nginx et Caddy lisent leurs fichiers."""
    required_file(write.BROTLI)
    shutil.copyfile(published / "nginx-site.conf", tmp_path / "nginx-site.conf")
    text = (published / "nginx.conf").read_text(encoding="utf-8")
    (tmp_path / "nginx.conf").write_text(text.replace(f" {write.HOME}/", f" {tmp_path}/"), encoding="utf-8")
    checks = [
        [required("nginx"), "-t", "-e", "stderr", "-c", str(tmp_path / "nginx.conf")],
        [required("caddy"), "validate", "--adapter", "caddyfile", "--config", str(published / "Caddyfile")],
    ]
    for command in checks:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_container_holds_what_nginx_reads(published: Path) -> None:
    """L'image copie le site là où nginx le cherche, et ouvre le port qu'il écoute."""
    image = (published / "Containerfile").read_text(encoding="utf-8")
    server = (published / "nginx-site.conf").read_text(encoding="utf-8")
    place = server.partition("alias ")[2].partition("/;")[0]
    port = server.partition("listen ")[2].partition(";")[0]
    lines = image.splitlines()
    assert f"COPY site {place}" in lines
    assert f"EXPOSE {port}" in lines
    copied = next(line.split()[1:-1] for line in lines if line.startswith("COPY nginx"))
    assert all((published / name).exists() for name in copied)


def test_forges_publish_the_prepared_site(published: Path) -> None:
    """GitHub et GitLab préparent la publication à leur propre adresse, et n'envoient que le site."""
    github = yaml.safe_load((published / "github-pages.yml").read_text(encoding="utf-8"))
    steps = github["jobs"]["publier"]["steps"]
    made = next(step for step in steps if step.get("run") == "make publish")
    assert made["env"]["SITE_URL"] == "${{ steps.adresse.outputs.base_url }}/"
    assert [step["with"]["path"] for step in steps if "upload" in step.get("uses", "")] == ["publication/site"]
    gitlab = yaml.safe_load((published / "gitlab-ci.yml").read_text(encoding="utf-8"))["pages"]
    assert 'make publish SITE_URL="$CI_PAGES_URL/"' in gitlab["script"]
    assert gitlab["artifacts"]["paths"] == ["public"]
    assert (published / "site" / ".nojekyll").exists()
    assert (published / "site" / "index.html.br").exists()


def test_replaced_files_stay_two_months(tmp_path: Path) -> None:
    """Un script remplacé reste soixante jours ; une page retirée, elle, part tout de suite."""
    site, target = tmp_path / "site", tmp_path / "publication"
    old = "assets/js.0000000000/main.js"

    def release(name: str, day: date) -> None:
        shutil.rmtree(site, ignore_errors=True)
        for path in (site / name, site / "index.html", site / f"{day}.html"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(str(day), encoding="utf-8")
        publish.assemble(site, target, "https://exemple.fr/", day)

    release(old, DAY - timedelta(days=300))
    release("assets/js.1111111111/main.js", DAY)
    assert (target / "site" / old).read_text(encoding="utf-8") == "2026-01-31"
    assert json.loads((target / older.LEDGER).read_text(encoding="utf-8")) == {old: "2026-11-27"}
    assert not (target / "site" / "2026-01-31.html").exists()
    release("assets/js.1111111111/main.js", DAY + timedelta(days=60))
    assert (target / "site" / old).exists()
    release("assets/js.2222222222/main.js", DAY + timedelta(days=61))
    assert not (target / "site" / old).exists()
    assert (target / "site" / "assets/js.1111111111/main.js").exists()


@pytest.mark.parametrize(
    ("site_url", "trial", "missing", "prepared"),
    [
        ("https://exemple.fr/", False, [], True),
        ("https://exemple.fr/", False, ["editeur.toml : « nom » est vide."], False),
        ("https://exemple.fr/", True, ["editeur.toml : « nom » est vide."], False),
        ("http://exemple.fr/", True, [], False),
        ("http://127.0.0.1:8000/", False, [], False),
        ("http://127.0.0.1:8000/", True, ["editeur.toml : « nom » est vide."], True),
        ("", True, [], False),
    ],
)
def test_nothing_unfinished_is_prepared(
    site_url: str,
    trial: bool,
    missing: list[str],
    prepared: bool,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Sans adresse publique en https, ou s'il manque quelque chose, rien n'est construit, et chaque raison est dite."""
    built: list[list[str]] = []
    monkeypatch.setattr(build, "main", built.append)
    monkeypatch.setattr(publish_check, "faults", lambda: missing)
    monkeypatch.setattr(publish, "PUBLICATION", tmp_path / "publication")
    monkeypatch.setattr(publish, "SITE", tmp_path / "site")
    (tmp_path / "site").mkdir()
    monkeypatch.setitem(os.environ, "SITE_URL", site_url)
    assert publish.main(["--essai"] if trial else []) == (0 if prepared else 1)
    assert (len(built), (tmp_path / "publication").exists()) == (int(prepared), prepared)
    said = capsys.readouterr().err
    assert all(fault in said for fault in missing)
    assert ("SITE_URL" in said) == (site_url != "https://exemple.fr/")
