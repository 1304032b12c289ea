"""The database itself refuses to change or delete an event.

A later migration that alters ``audit_event`` on SQLite remakes the table, and with it loses the triggers: it
must end by calling :func:`fix` again.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

MESSAGE = "the record of acts cannot be changed"

FIX = {
    "sqlite": [
        f"""CREATE TRIGGER audit_event_not_{verb.lower()} BEFORE {verb} ON audit_event
        BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"""
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        f"""CREATE FUNCTION audit_event_is_fixed() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$""",
        """CREATE TRIGGER audit_event_fixed BEFORE UPDATE OR DELETE ON audit_event
        FOR EACH ROW EXECUTE FUNCTION audit_event_is_fixed()""",
    ],
}
LOOSEN = {
    "sqlite": ["DROP TRIGGER audit_event_not_update", "DROP TRIGGER audit_event_not_delete"],
    "postgresql": ["DROP TRIGGER audit_event_fixed ON audit_event", "DROP FUNCTION audit_event_is_fixed()"],
}


def fix(apps: Any, schema_editor: Any) -> None:
    for statement in FIX[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def loosen(apps: Any, schema_editor: Any) -> None:
    for statement in LOOSEN[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(fix, loosen)]
