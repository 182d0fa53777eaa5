"""The documentation as a site: `make docs` builds it from the same pages that the repository shows.

Sphinx reads this file; see https://www.sphinx-doc.org/en/master/usage/configuration.html.
"""

project = "conflict-claims"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = project
root_doc = "docs/index"
# The source folder is the repository itself, so that a link between two pages holds here as it does there.
include_patterns = [
    "*.md",
    *(f"{folder}/*.md" for folder in ("annotations", "corpus", "docs", "schemas", "scripts", "tests")),
    "docs/rules/*.md",
    "tests/fixtures/README.md",
]
exclude_patterns = [".venv*", "dist", ".git", "**/.*"]
html_static_path: list[str] = []
html_copy_source = False
html_show_sphinx = False
myst_heading_anchors = 4
# Pages of the repository are found by their links; nobody keeps a table of contents beside them.
suppress_warnings = ["toc.not_included"]
