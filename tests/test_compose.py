"""docker-compose.yaml, without Docker: what it promises is in it, and a real Neo4j takes its settings."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from conftest import ROOT
from servers import Server


@pytest.fixture(scope="module")
def service() -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yaml").read_text())
    assert set(made["services"]) == {"neo4j"}
    used = {volume.split(":")[0] for volume in made["services"]["neo4j"]["volumes"]}
    assert used == set(made["volumes"])
    found: dict[str, Any] = made["services"]["neo4j"]
    return found


def test_it_is_the_community_edition_with_its_data_on_a_volume(service: dict[str, Any]) -> None:
    assert re.fullmatch(r"neo4j:\d{4}[\d.]*-community", service["image"])
    assert "data:/data" in service["volumes"]


def test_it_is_open_to_this_machine_alone_and_has_no_password_of_its_own(service: dict[str, Any]) -> None:
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert re.fullmatch(r"neo4j/\$\{NEO4J_PASSWORD:\?[^}]+\}", service["environment"]["NEO4J_AUTH"])


def test_it_says_when_it_is_ready(service: dict[str, Any]) -> None:
    assert service["healthcheck"]["test"][-1] == "http://localhost:7474"
    assert "127.0.0.1:7474:7474" in service["ports"]


def test_a_server_takes_its_settings(service: dict[str, Any], own_server: Callable[..., Server]) -> None:
    """Neo4j does not start with a setting that it does not know; this is how its image spells their names."""
    given = {name: value for name, value in service["environment"].items() if name != "NEO4J_AUTH"}
    settings = {
        name.removeprefix("NEO4J_").replace("__", "-").replace("_", ".").replace("-", "_"): re.sub(
            r"\$\{\w+:-(\w+)\}", r"\1", value
        )
        for name, value in given.items()
    }
    assert settings["server.memory.heap.max_size"] == "1g"
    server = own_server(settings=settings)
    told = server.run("SHOW SETTINGS YIELD name, value, isExplicitlySet WHERE isExplicitlySet RETURN name, value")
    shown = {row["name"]: row["value"] for row in told}
    assert shown["db.tx_log.rotation.retention_policy"] == "2 days 1G"
    assert settings.keys() <= shown.keys()
