"""`brief send` finds the PDFs under the names that the project gives them."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from tests.delivery.sending.mail_project import make_mail_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.delivery.servers.fixtures import StartFaulty
    from tests.workspace import Workspace


def test_the_pdfs_are_found_under_the_names_that_the_project_gives_them(
    tmp_path: Path, tides: Workspace, start_faulty: StartFaulty
) -> None:
    server = start_faulty()
    project = make_mail_project(tmp_path / "project", tides, server.port)

    settings = (project.root / "brief.yaml").read_text("utf-8")
    project.write("brief.yaml", f'file_name: "{{date}}_{{slug}}_{{lang}}"\n{settings}')
    project.add_people(["a@example.org"], "it")
    assert project.run("send", "tides", "--yes").code != 0, "no PDF has that name yet"
    assert project.run("build").code == 0
    assert (project.root / "dist/2025-03-04_tides_it.pdf").is_file()
    (project.root / "dist/tides.it.pdf").write_bytes(b"of an earlier name")
    run = project.run("send", "tides", "--yes")
    assert run.code == 0, run.err
    (sent,) = server.script.received
    message = message_from_bytes(sent.content, policy=policy.default)
    (attached,) = message.iter_attachments()
    pdf = (project.root / "dist/2025-03-04_tides_it.pdf").read_bytes()
    assert attached.get_content() == pdf
