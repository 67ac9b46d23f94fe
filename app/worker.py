"""The Celery application: tasks and schedule."""
