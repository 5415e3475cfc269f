"""The addresses of allauth that we open, one by one, in French. What has a password is not among them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as outside
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path

from sextant_web.people.screens.confirm import confirm
from sextant_web.people.screens.second_factor import second_factor

urlpatterns = [
    # Allauth asks for the two names; one page answers.
    path("connexion", account.request_login_code, name="account_login"),
    path("connexion", account.request_login_code, name="account_request_login_code"),
    path("connexion/code", account.confirm_login_code, name="account_confirm_login_code"),
    path("connexion/cle", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("connexion/second-facteur", mfa.authenticate, name="mfa_authenticate"),
    path("connexion/abandon", outside.login_cancelled, name="socialaccount_login_cancelled"),
    path("connexion/echec", outside.login_error, name="socialaccount_login_error"),
    path("connexion/adresse", outside.signup, name="socialaccount_signup"),
    path("connexion/<slug:provider_id>", openid.login, name="openid_connect_login"),
    path("connexion/<slug:provider_id>/retour", openid.callback, name="openid_connect_callback"),
    path("inscription", account.signup, name="account_signup"),
    path("inscription/code", account.email_verification_sent, name="account_email_verification_sent"),
    path("deconnexion", account.logout, name="account_logout"),
    path("compte/ferme", account.account_inactive, name="account_inactive"),
    path("compte/adresse", account.email, name="account_email"),
    path("compte/confirmer", confirm, name="account_reauthenticate"),
    path("compte/confirmer/code", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("compte/confirmer/cle", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("compte/services", outside.connections, name="socialaccount_connections"),
    path("compte/second-facteur", second_factor, name="mfa_index"),
    path("compte/second-facteur/application", totp.activate_totp, name="mfa_activate_totp"),
    path("compte/second-facteur/application/retirer", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("compte/codes", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("compte/codes/nouveaux", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("compte/codes/fichier", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("compte/cles", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("compte/cles/ajouter", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("compte/cles/<int:pk>/retirer", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("compte/cles/<int:pk>/nom", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]
