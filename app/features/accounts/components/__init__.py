"""Parts that only the pages of accounts need."""

from app.features.accounts.components.fetch_form import Done, FormField, fetch_form

__all__ = ["Done", "FormField", "fetch_form"]
