// Says in the page what allauth's script would only tell the console; hides the button where no passkey can be.
document.addEventListener('allauth.error', (event) => {
  event.preventDefault()
  const trouble = document.getElementById('passkey-trouble')
  if (trouble) trouble.hidden = false
})
document.addEventListener('DOMContentLoaded', () => {
  if (window.PublicKeyCredential) return
  for (const id of ['passkey_login', 'mfa_webauthn_authenticate', 'mfa_webauthn_add', 'mfa_webauthn_reauthenticate']) {
    const button = document.getElementById(id)
    if (button) button.hidden = true
  }
})
