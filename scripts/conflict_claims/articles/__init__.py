"""Article files, the registries and the settings of a corpus: reading them strictly, writing them in one form."""

from conflict_claims.articles.article import Article, read_article, render_article
from conflict_claims.articles.registries import read_registry
from conflict_claims.articles.settings import Settings, read_settings

__all__ = ["Article", "Settings", "read_article", "read_registry", "read_settings", "render_article"]
