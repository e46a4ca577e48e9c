// Makes a passkey, or proves with one; what fails is answered why.
const from = window.PublicKeyCredential, { credentials } = navigator, form = document.querySelector("[data-passkey]");
form.hidden = !from?.parseRequestOptionsFromJSON;
form.onsubmit = async (event) => {
  event.preventDefault();
  try {
    const asked = await (await fetch(form.dataset.passkey, { method: "POST" })).json();
    const made = asked.user
      ? credentials.create({ publicKey: from.parseCreationOptionsFromJSON(asked) })
      : credentials.get({ publicKey: from.parseRequestOptionsFromJSON(asked) });
    form.credential.value = JSON.stringify(await made);
  } catch {}
  form.submit();
};
