"""What is done about people, their roles and ways of signing in, and the county's settings."""

from gongkai.apps.accounts.actions.county_settings import change_setting, restore_setting
from gongkai.apps.accounts.actions.saved_views import forget_view, save_view
from gongkai.apps.accounts.actions.second_factor import (
    confirm_second_factor,
    renew_recovery_codes,
    reset_second_factor,
    verify_second_factor,
)
from gongkai.apps.accounts.actions.sign_ins import end_sign_in, move_sign_in, note_sign_in
from gongkai.apps.accounts.actions.staff import (
    create_user,
    deactivate,
    end_grant,
    grant_role,
    reactivate,
    set_password,
)
from gongkai.apps.accounts.authority import SETUP, Authority, Setup

__all__ = [
    "SETUP",
    "Authority",
    "Setup",
    "change_setting",
    "confirm_second_factor",
    "create_user",
    "deactivate",
    "end_grant",
    "end_sign_in",
    "forget_view",
    "grant_role",
    "move_sign_in",
    "note_sign_in",
    "reactivate",
    "renew_recovery_codes",
    "reset_second_factor",
    "restore_setting",
    "save_view",
    "set_password",
    "verify_second_factor",
]
