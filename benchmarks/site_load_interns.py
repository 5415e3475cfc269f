"""What the interns of a load do: a locust file. ``SEXTANT_LOAD`` names the folder of their sessions and of what was accepted.

Each acts every five seconds or so: reads the day, the notebook or the trimester, and notes an entry one time in four.
"""

from __future__ import annotations

import itertools
import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from locust import HttpUser, between, task

FOLDER = Path(os.environ["SEXTANT_LOAD"])
GIVEN = json.loads((FOLDER / "sessions.json").read_text(encoding="utf-8"))
SESSIONS = itertools.cycle(GIVEN["sessions"])
TOKEN = "a" * 32  # the form token: what counts is that cookie and header say the same


class Intern(HttpUser):
    """One signed-in intern on a phone."""

    wait_time = between(3, 7)

    def on_start(self) -> None:
        mine = next(SESSIONS)
        self.person = mine["user"]
        self.client.cookies.set(GIVEN["name"], mine["cookie"])
        self.client.cookies.set("csrftoken", TOKEN)
        self.noted = 0
        self.accepted = (FOLDER / f"accepted-{self.person}").open("a", buffering=1)

    @task(4)
    def reads_the_day(self) -> None:
        self.client.get("/ma-journee", name="lecture : ma journée")

    @task(2)
    def reads_the_notebook(self) -> None:
        self.client.get("/mon-carnet", name="lecture : mon carnet")

    @task(2)
    def reads_the_trimester(self) -> None:
        self.client.get("/mon-trimestre", name="lecture : mon trimestre")

    @task(3)
    def notes_an_entry(self) -> None:
        """A quarter of an hour of a day long past: never the same twice, never over another."""
        start = datetime.combine(date.today() - timedelta(days=75), datetime.min.time())  # noqa: DTZ011 (the load's own)
        start += timedelta(minutes=15 * self.noted)
        self.noted += 1
        item = {
            "type": "entry",
            "id": str(uuid4()),
            "kind": "stage",
            "from": f"{start:%Y-%m-%dT%H:%M}+01:00",
            "to": f"{start + timedelta(minutes=15):%Y-%m-%dT%H:%M}+01:00",
            "recorded_at": datetime.now(UTC).isoformat(),
        }
        body = {"owner": self.person, "clock": datetime.now(UTC).isoformat(), "shift": 0, "items": [item]}
        with self.client.post(
            "/journal/synchroniser",
            json=body,
            headers={"X-CSRFToken": TOKEN},
            name="écriture : une entrée",
            catch_response=True,
        ) as answer:
            states = [one["state"] for one in answer.json()["answers"]] if answer.ok else []
            if states == ["accepted"]:
                self.accepted.write(item["id"] + "\n")  # from here on, the site has promised to keep it
            else:
                answer.failure(f"{answer.status_code} {answer.text[:200]}")
