// The preview follows what is written, a moment after it was.
const form = document.getElementById('edit');
let timer = 0;
let asked = 0;

async function preview() {
  const mine = ++asked;
  const response = await fetch(`/accounts/edit?${new URLSearchParams(new FormData(form))}`);
  if (!response.ok || mine !== asked) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  document.getElementById('preview').replaceChildren(...page.getElementById('preview').childNodes);
}

form.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(preview, 400);
});
