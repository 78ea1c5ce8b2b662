"""Django's PostgreSQL backend on an embedded cluster; commands that need no database start none."""

from pathlib import Path
from typing import Any

import psycopg
from django.db.backends.postgresql import base

from coopportal.embedded.postgres import Cluster


class DatabaseWrapper(base.DatabaseWrapper):
    """Reads `EMBEDDED_FOLDER` and `EMBEDDED_DURABLE` of the settings; the cluster there tells host and password."""

    @property
    def cluster(self) -> Cluster:
        """The cluster that this connection talks to."""
        return Cluster(Path(self.settings_dict["EMBEDDED_FOLDER"]), durable=self.settings_dict["EMBEDDED_DURABLE"])

    def get_connection_params(self) -> dict[str, Any]:
        """Fill in where the cluster listens now; joining its users keeps it running as long as this process."""
        self.cluster.join()
        self._note(self.cluster.connection() or self.cluster.ensure_running())
        return super().get_connection_params()

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect; start the server and, for a new cluster, make the database first when nobody answers."""
        try:
            return super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            self._note(self.cluster.ensure_running())
            if conn_params.get("dbname") == self.settings_dict.get("EMBEDDED_NAME"):
                self.cluster.create_database(conn_params["dbname"])
            return super().get_new_connection(self.get_connection_params())

    def _note(self, to: dict[str, Any]) -> None:
        self.settings_dict.update(HOST=to["host"], PORT=str(to["port"]), USER=to["user"], PASSWORD=to["password"])
