"""The kill test that `doctor --prove` runs, in an installation of its own: see `app.launcher.prove`."""
