"""How the embedded server is started: checks first, then Daphne in one process with bounds that it lacks.

Several workers are served by uvicorn instead (docs/architecture.md, "Where it runs").
"""
