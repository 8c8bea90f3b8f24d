"""100,000 people are imported and listed in seconds."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING

import pytest

from tests.delivery.subscribers.conftest import bring

if TYPE_CHECKING:
    from brief.delivery.subscribers.store import SubscriberStore

COUNT = 100_000
MAX_SECONDS = 30
"""Of this process, so that the load of the machine counts little; 5 s are usual."""


@pytest.mark.slow
def test_many_people_are_imported_and_listed_in_seconds(store: SubscriberStore) -> None:
    rows = "".join(
        f"reader{it}@example{it % 3000}.org,Reader Müller {it},de|it,press\n" for it in range(COUNT)
    )
    begin = process_time()
    plan = bring(store, f"email,name,languages,tags\n{rows}")
    assert len(plan.added) == COUNT
    assert sum(1 for _ in store.select(tags=["press"])) == COUNT
    assert process_time() - begin < MAX_SECONDS
