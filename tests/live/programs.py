"""The servers that run our own examples, beside those of `patternloom verify`: how each tells its version."""

from __future__ import annotations

from patternloom.verify.tools.programs import debian, program

ENVOY = program("Envoy", "envoy", "--version", get="make test")
PROMETHEUS = program("Prometheus", "prometheus", "--version", get=debian("prometheus"))
RABBITMQ = program("RabbitMQ", "rabbitmqctl", "version", get=debian("rabbitmq-server"))
MARIADB = program("MariaDB", "mariadbd", "--version", get=debian("mariadb-server-core mariadb-client-core"))
GIT = program("Git", "git", "--version", get=debian("git"))
PROMTOOL = program("promtool", "promtool", "--version", get=debian("prometheus"))
