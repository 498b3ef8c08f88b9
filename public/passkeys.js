// Passkeys (WebAuthn): the buttons are there where the browser can, and put the authenticator's answer into their form.

if (window.PublicKeyCredential?.parseRequestOptionsFromJSON)
  for (const button of document.querySelectorAll('[data-passkey]')) offer(button);

function offer(button) {
  button.hidden = false;
  button.addEventListener('click', (event) => {
    event.preventDefault(); // the form leaves once the authenticator has answered
    ask(button);
  });
}

async function ask(button) {
  const { form } = button;
  const trouble = form.querySelector('[data-passkey-trouble]');
  trouble.textContent = '';
  try {
    const credential = await answers[button.dataset.passkey](JSON.parse(button.dataset.question));
    form.elements.namedItem('credential').value = JSON.stringify(credential.toJSON());
    form.requestSubmit();
  } catch {
    trouble.textContent = trouble.dataset.passkeyTrouble;
  }
}

const answers = {
  get: (question) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) }),
  create: (question) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) }),
};
