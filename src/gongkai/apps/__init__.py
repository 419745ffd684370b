"""Django data and use cases (业务应用): models, queries, actions of each field."""
