"""Tables for one test: made inside its transaction and gone with it."""

from django.db import connection, models


def make_table(model: type[models.Model]) -> None:
    """Make the table of a model that no migration knows."""
    sql, parameters = connection.SchemaEditorClass(connection).table_sql(model)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
