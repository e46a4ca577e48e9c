"""HTTP: one ASGI application for whatever a process serves; wiring only.

`uvicorn --factory web:create_app` starts it.
"""

from api.app import create_app

__all__ = ["create_app"]
