"""A process that sends like `brief send --yes`, with a short wait for the witness.

`python -m tests.delivery.sending.sender ROOT SLUG CONNECTIONS GRACE`; the test kills it.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import timedelta

from brief.cli.delivery.opening import open_parts, read_mailing
from brief.delivery.folder import open_delivery_folder
from brief.delivery.journal import hold_sending_lock
from brief.delivery.sending.campaign import Campaign, make_options
from brief.delivery.sending.planning.plan import Wishes


def main(root: str, slug: str, connections: str, grace: str) -> None:
    os.chdir(root)
    mailing = read_mailing(slug)
    options = replace(
        make_options(mailing.mail),
        connections=int(connections),
        grace=timedelta(seconds=float(grace)),
    )
    folder = open_delivery_folder(mailing.project)
    with hold_sending_lock(folder), open_parts(mailing, folder) as parts:
        campaign = Campaign(parts, options)
        ended = campaign.send(campaign.prepare(slug, Wishes()))
    sys.stdout.write(f"{ended.result.reason or 'done'}: {ended.sums}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
