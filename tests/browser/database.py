"""What a test may ask and prepare behind the servers' backs: rows, on SQLite and PostgreSQL alike."""

import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from tests.support.hours import full_minute, hours_around
from tests.support.processes import REPOSITORY
from tests.support.servers import PYTHON, Deployment

HEALTH_CENTRE, TELEPHONE = "Björkdalens vårdcentral", "Telefonenheten"


def rows(deployment: Deployment, statement: str) -> list[tuple[Any, ...]]:
    with closing(connect(deployment)) as connection:
        return list(connection.execute(statement).fetchall())


def connect(deployment: Deployment) -> Any:
    address = deployment.environment.get("VARDRUM_DATABASE_URL")
    if address is not None:
        return psycopg.connect(address)
    return sqlite3.connect(deployment.folder / "vardrum.sqlite3", timeout=10)


def open_around_the_clock(deployment: Deployment) -> None:
    """The health centre keeps the telephone unit's hours, so that no walk depends on when it is taken."""
    unit = "SELECT id FROM people_unit WHERE name = '{}'"
    with closing(connect(deployment)) as connection:
        connection.execute(f"DELETE FROM people_openinghours WHERE unit_id = ({unit.format(HEALTH_CENTRE)})")  # noqa: S608
        connection.execute(
            "INSERT INTO people_openinghours (unit_id, weekday, opens, closes) "  # noqa: S608 - both names are our own
            f"SELECT ({unit.format(HEALTH_CENTRE)}), weekday, opens, closes FROM people_openinghours "
            f"WHERE unit_id = ({unit.format(TELEPHONE)})"
        )
        connection.commit()


def close_for_good(deployment: Deployment, name: str = HEALTH_CENTRE) -> None:
    """The unit is closed from now on, whatever the hour of the day."""
    unit = f"SELECT id FROM people_unit WHERE name = '{name}'"  # noqa: S608 - the name is written in a test
    with closing(connect(deployment)) as connection:
        connection.execute(f"DELETE FROM people_openinghours WHERE unit_id = ({unit})")  # noqa: S608 as above
        connection.commit()


def let_call_ring_out(deployment: Deployment) -> None:
    """It has rung for as long as a call rings."""
    ended = f"UPDATE signaling_call SET rings_until = '{datetime.now(UTC)}' WHERE state = 'ringing'"  # noqa: S608 a time of ours
    _changed(deployment, ended)


def let_residents_call(deployment: Deployment) -> None:
    """The residents of all units may ring whoever has their case."""
    _changed(deployment, "UPDATE people_unit SET residents_call = TRUE")


def let_nobody_ring(deployment: Deployment) -> None:
    """As if the residents of all cases had asked for writing alone."""
    _changed(deployment, "UPDATE rooms_case SET may_be_rung = FALSE")


def _changed(deployment: Deployment, statement: str) -> None:
    with closing(connect(deployment)) as connection:
        connection.execute(statement)
        connection.commit()


def close_in(deployment: Deployment, minutes: int) -> None:
    """The health centre closes so many minutes from now; of a negative number it has closed, after it was open."""
    at = full_minute(datetime.now(UTC) + timedelta(minutes=minutes))
    unit = f"SELECT id FROM people_unit WHERE name = '{HEALTH_CENTRE}'"  # noqa: S608 our own name
    with closing(connect(deployment)) as connection:
        connection.execute(f"DELETE FROM people_openinghours WHERE unit_id = ({unit})")  # noqa: S608 as above
        for day, opens, closes in hours_around(at):
            connection.execute(
                "INSERT INTO people_openinghours (unit_id, weekday, opens, closes) "  # noqa: S608 figures of ours
                f"SELECT id, {day}, {opens}, {closes} FROM people_unit WHERE name = '{HEALTH_CENTRE}'"
            )
        connection.commit()


def let_cases_have_come_earlier(deployment: Deployment) -> None:
    """Every case came an hour ago."""
    at = f"{datetime.now(UTC) - timedelta(hours=1):%Y-%m-%d %H:%M:%S}+00:00"
    with closing(connect(deployment)) as connection:
        connection.execute(f"UPDATE rooms_case SET arrived_at = '{at}'")  # noqa: S608 a time of ours
        connection.commit()


def run_beside(deployment: Deployment, module: str, *arguments: str) -> None:
    """One of the tests' own programs in the servers' environment."""
    command = [PYTHON, "-m", module, *arguments]
    done = subprocess.run(
        command, cwd=REPOSITORY, env=deployment.environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])


def messages(deployment: Deployment, case_id: str) -> list[str]:
    """The texts of a room in the order of its stream."""
    found = rows(deployment, "SELECT room_id, text FROM rooms_message ORDER BY sequence")
    return [text for room_id, text in found if str(room_id).replace("-", "") == case_id.replace("-", "")]


def let_offers_run_out(deployment: Deployment) -> None:
    """The time of every offer that stands is over."""
    with closing(connect(deployment)) as connection:
        connection.execute("UPDATE rooms_room SET offered_until = '2020-01-01 00:00:00+00:00' WHERE state = 'offered'")
        connection.commit()


def let_offers_stand(deployment: Deployment) -> None:
    """Every offer that stands is never over."""
    with closing(connect(deployment)) as connection:
        connection.execute("UPDATE rooms_room SET offered_until = '2100-01-01 00:00:00+00:00' WHERE state = 'offered'")
        connection.commit()


def let_transfers_run_out(deployment: Deployment) -> None:
    """The time of everything that is being handed over is past."""
    with closing(connect(deployment)) as connection:
        connection.execute("UPDATE rooms_transfer SET until = '2020-01-01 00:00:00+00:00' WHERE ended_at IS NULL")
        connection.commit()


def let_transfers_stand(deployment: Deployment) -> None:
    """Everything that is being handed over may be for long."""
    with closing(connect(deployment)) as connection:
        connection.execute("UPDATE rooms_transfer SET until = '2100-01-01 00:00:00+00:00' WHERE ended_at IS NULL")
        connection.commit()


def let_answers_be_awaited(deployment: Deployment) -> None:
    """Whoever has a case has had it, and its resident has waited for an answer, for half an hour."""
    at = f"{datetime.now(UTC) - timedelta(minutes=30):%Y-%m-%d %H:%M:%S}+00:00"
    with closing(connect(deployment)) as connection:
        connection.execute(
            f"UPDATE rooms_room SET turn_at = '{at}', state_since = '{at}' "  # noqa: S608 a time of ours
            "WHERE state = 'active' AND turn = 'staff'"
        )
        connection.commit()


def let_warnings_run_out(deployment: Deployment) -> None:
    """The time of whoever was asked to answer is over."""
    with closing(connect(deployment)) as connection:
        connection.execute(
            "UPDATE rooms_room SET overdue_until = '2020-01-01 00:00:00+00:00' WHERE overdue_until IS NOT NULL"
        )
        connection.commit()


def let_residents_have_been_silent(deployment: Deployment) -> None:
    """Whose turn it is has been silent for half an hour; what was done about it before then was done as long ago."""
    at = f"{datetime.now(UTC) - timedelta(minutes=30):%Y-%m-%d %H:%M:%S}+00:00"
    with closing(connect(deployment)) as connection:
        for column in ("turn_at", "state_since", "reminded_since", "reminded_at", "absent_since", "absent_at"):
            connection.execute(
                f"UPDATE rooms_room SET {column} = '{at}' "  # noqa: S608 - time and columns are written here
                f"WHERE state = 'active' AND turn = 'resident' AND {column} IS NOT NULL"
            )
        connection.commit()


def let_be_reached(deployment: Deployment, family_name: str) -> None:
    """By SMS, at any hour."""
    with closing(connect(deployment)) as connection:
        connection.execute(
            "INSERT INTO people_reach "  # noqa: S608 - the name is written in a test
            "(account_id, ways, email, phone, quiet_begins, quiet_ends, time_zone, opted_out) "
            "SELECT id, 'push,sms,email', '', '+46701740605', 0, 0, 'Europe/Stockholm', FALSE FROM people_account "
            f"WHERE kind = 'resident' AND family_name = '{family_name}'"
        )
        connection.commit()
