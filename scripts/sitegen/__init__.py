"""L'extension Python-Markdown du site : repères d'outil, de formules et de sources, typographie française."""

from scripts.sitegen.extension import SiteExtension, makeExtension

__all__ = ["SiteExtension", "makeExtension"]
