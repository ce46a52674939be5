"""The shell that knows every app: settings, the ASGI application, URLs, wiring and management commands."""
