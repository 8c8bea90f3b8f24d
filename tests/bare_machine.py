"""A machine made of a few stand-in commands, for the tests of scripts/setup and scripts/brief."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# What the scripts may count on everywhere; apt-get, sudo, brew and the like are added by a test.
COMMANDS = (
    *("cat", "chmod", "cksum", "cp", "dirname", "env", "grep", "mkdir", "mv", "rm"),
    *("sed", "sh", "sleep", "tail", "touch", "true"),
)

# A Python that keeps a diary instead of installing; its environment says how it behaves.
PYTHON = r"""#!/bin/sh
case $1 in
    -V) echo "Python ${VERSION:-3.11.2}" ;;
    -) cat >/dev/null; [ "${2:-}" != files ] || { echo "$MACHINE/has-pango"; exit; }
        [ -f "$MACHINE/has-pango" ] || printf 'libpango-1\nlibpangoft2-1\n' ;;
    -c) case $2 in
            *ensurepip*) [ -f "$MACHINE/has-venv" ] ;;
            *version_info*) [ "${VERSION:-3.11.2}" != 3.9.2 ] ;;
        esac ;;
    -m) shift; echo "$*" >>"$MACHINE/diary"
        case $1 in
            venv) rm -rf "$3"; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
            pip) case ${PIP:-} in
                    broken) echo 'WARNING: noise'; echo 'ERROR: no connection'; exit 1 ;;
                    killed) kill -9 $PPID ;;
                 esac
                 printf '#!/bin/sh\nprintf "%%s|" "$PWD" "$@"\n' >"${0%/*}/brief"
                 chmod +x "${0%/*}/brief" ;;
        esac ;;
esac
"""

APT = r"""#!/bin/sh
echo "apt-get $*" >>"$MACHINE/diary"
[ ! -f "$MACHINE/no-network" ] || { echo 'E: Failed to fetch the list' >&2; exit 100; }
[ "$1" = update ] || touch "$MACHINE/has-pango" "$MACHINE/has-venv"
"""


@dataclass
class Machine:
    """A folder of commands, and a checkout in a folder with spaces in its name."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def checkout(self) -> Path:
        return self.folder / "my own checkout"

    @property
    def venv(self) -> Path:
        return self.checkout / ".venv"

    @property
    def variables(self) -> dict[str, str]:
        fixed = {
            "PATH": str(self.folder / "bin"),
            "MACHINE": str(self.folder),
            "SBIN": str(self.folder / "bin"),
            "POLICY": str(self.folder / "policy"),
        }
        return {**fixed, **self.environment}

    def has(self, command: str, source: str = "#!/bin/sh\n") -> None:
        path = self.folder / "bin" / command
        path.write_text(source, encoding="utf-8")
        path.chmod(0o755)

    def run(
        self, script: str, *arguments: str, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.checkout / "scripts" / script), *arguments],
            cwd=cwd or self.folder,
            env=self.variables,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=30,
            check=False,
        )

    def diary(self) -> list[str]:
        """Return what was done since the last look, without the folder's name."""
        path = self.folder / "diary"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return [line.replace(str(self.checkout), "HERE") for line in lines]
