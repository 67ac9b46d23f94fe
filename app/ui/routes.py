"""Where the screens are. Only identifiers travel in an address, never state."""

HOME = "/"
LOGIN = "/login"
REGISTER = "/register"
FORGOTTEN_PASSWORD = "/forgotten-password"  # noqa: S105  (an address)
RESET_PASSWORD = "/reset-password"  # noqa: S105  (an address)
JOIN = "/join"
SCENES = "/scenes"
RUN = "/scenes/[session_id]"
UPLOADS = "/uploads"
PRODUCE = "/produce"
PRODUCTIONS = "/productions"
PRODUCTION = "/productions/[production_id]"
ACTIVITY = "/activity"
SETTINGS = "/settings"
STYLEGUIDE = "/styleguide"
NOT_FOUND = "/404"
