"""What every app stands on and what knows no app: actors, errors, streams, the gateway, files, audit and jobs."""
