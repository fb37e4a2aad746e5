"""The whole site as one zip that opens from a disk: links, search, filters and pictures work there, without a server.

    .venv/bin/python scripts/offline.py patternloom-offline.zip

In: the project here, and a file to write. Out: a zip with one folder in it, the same bytes for the same site. It builds
in a folder of its own, and leaves `site/` as it is.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What only a server reads.
FOR_SERVERS: tuple[str, ...] = (
    "_headers",
    "content-security-policy*",
    "sitemap.xml*",
    "404.html",
    "*/404.html",
    "*/sitemap.xml*",
)
FOR_SERVERS += ("search/search_index.json", "*/search/search_index.json")


def built(target: Path) -> None:
    """The site with links to files, as no server turns a folder's address into one."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--no-directory-urls", "-d", str(target)]
    status = subprocess.run(command, cwd=ROOT, check=False).returncode
    if status:
        sys.exit(status)


def zipped(site: Path, target: Path) -> int:
    """Write the zip; how many files it holds."""
    left_out = {path for pattern in FOR_SERVERS for path in site.glob(pattern)}
    files = sorted(path for path in site.rglob("*") if path.is_file() and path not in left_out)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            name = f"{target.stem}/{path.relative_to(site).as_posix()}"
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return len(files)


def main(target: Path) -> None:
    """Build and pack."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        built(site)
        number = zipped(site, target)
    size = target.stat().st_size / 1_000_000
    print(f"{target}: {number} files, {size:.1f} MB; unpack it and open {target.stem}/index.html")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
